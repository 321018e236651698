"""The only door to threads: one lane for the register, one for slow things, answers on the main thread."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from app.errors import Refusal

T = TypeVar("T")
Lane = Literal["register", "slow"]
Failed = Callable[[Refusal], None]
ProgressShown = Callable[[int, int, str], None]

DEFECT_CODE = "defect"
CANCELLED_CODE = "cancelled"


class Cancelled(Exception):
    """The person at the counter asked for the work to stop."""


class Running:
    """Work under way: asked to stop from the main thread, reported on from the worker's."""

    def __init__(self, tell: ProgressShown) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next ``report``; it then fails with code ``cancelled``."""
        self._stop.set()

    @property
    def asked_to_stop(self) -> bool:
        """For work that cannot say yet how far it is."""
        return self._stop.is_set()

    def report(self, step: int, steps: int, words: str) -> None:
        """Say how far the work is (``step`` of ``steps``); raises ``Cancelled`` when asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(step, steps, words)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whom to answer. It stays on the main thread: were a lane the last to let go of it, widgets would die there."""

    owner: weakref.ReferenceType[QObject]
    done: Callable[[Any], None] | None
    failed: Failed | None
    progress: ProgressShown | None


@dataclass(frozen=True, slots=True)
class _Answer:
    """What travels from a lane to the main thread: the result, or what went wrong."""

    result: object = None
    error: BaseException | None = None


class Tasks(QObject):
    """Two one-worker lanes; made once by start-up and handed on.

    ``run(owner, work, done, failed)`` calls ``work()`` on the lane's thread, then ``done(result)`` or
    ``failed(refusal)`` on the main thread; when ``owner`` has been destroyed nothing is delivered.
    ``failed`` always gets a ``Refusal``: a defect of ours is reported through ``broke`` first and arrives
    as a Refusal with code ``defect``. Without ``failed`` the sentence goes out through ``refused``.
    """

    refused = Signal(object)  # Refusal nobody else listens to
    broke = Signal(object)  # BaseException: ours, for the crash report
    _answered = Signal(int, object)  # number of the question, _Answer
    _reported = Signal(int, int, int, str)  # number of the question, step, steps, words

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, ThreadPoolExecutor] = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"daiban-{lane}")
            for lane in ("register", "slow")
        }
        self._closed = False
        self._asked: dict[int, _Asked] = {}
        self._last_number = 0
        # Queued and to a bound method of a QObject: the only kind of slot that hops to its own thread.
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    @property
    def under_way(self) -> int:
        """How many pieces of work have not been answered yet."""
        return len(self._asked)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        lane: Lane = "register",
    ) -> None:
        """Do ``work`` off the main thread; a closed ``Tasks`` does nothing."""
        if not self._closed:
            number = self._note(_Asked(weakref.ref(owner), done, failed, None))
            self._lanes[lane].submit(self._work, number, work)

    def run_with_progress(
        self,
        owner: QObject,
        work: Callable[[Running], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        progress: ProgressShown,
        lane: Lane = "slow",
    ) -> Running:
        """Like ``run`` for work of more than a second: ``work`` gets the ``Running`` to report to."""
        number = self._note(_Asked(weakref.ref(owner), done, failed, progress))
        running = Running(partial(self._report, number))
        if not self._closed:
            self._lanes[lane].submit(self._work, number, lambda: work(running))
        return running

    def close(self) -> None:
        """Finish what runs, drop what waits, end both threads."""
        self._closed = True
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)

    def _note(self, asked: _Asked) -> int:
        self._last_number += 1
        self._asked[self._last_number] = asked
        return self._last_number

    def _work(self, number: int, work: Callable[[], T]) -> None:
        try:
            answer = _Answer(work())
        except BaseException as error:  # noqa: BLE001 - nothing may vanish in a worker thread
            answer = _Answer(error=error)
        if not self._closed:
            self._answered.emit(number, answer)

    def _report(self, number: int, step: int, steps: int, words: str) -> None:
        if not self._closed:
            self._reported.emit(number, step, steps, words)

    @Slot(int, int, int, str)
    def _on_reported(self, number: int, step: int, steps: int, words: str) -> None:
        asked = self._asked.get(number)
        if asked is not None and asked.progress is not None and alive(asked.owner):
            asked.progress(step, steps, words)

    @Slot(int, object)
    def _on_answered(self, number: int, answer: _Answer) -> None:
        asked = self._asked.pop(number)
        if answer.error is not None:
            self._fail(asked, answer.error)
        elif asked.done is not None and alive(asked.owner):
            asked.done(answer.result)

    def _fail(self, asked: _Asked, error: BaseException) -> None:
        refusal = self._as_refusal(error)
        if refusal.code == DEFECT_CODE:
            self.broke.emit(error)
        if not alive(asked.owner):
            return
        if asked.failed is not None:
            asked.failed(refusal)
        elif isinstance(error, Refusal):
            self.refused.emit(refusal)

    def _as_refusal(self, error: BaseException) -> Refusal:
        if isinstance(error, Refusal):
            return error
        if isinstance(error, Cancelled):
            return Refusal(self.tr("已按您的要求停下，没有改动。"), code=CANCELLED_CODE)
        return Refusal(
            self.tr("程序出了点问题，刚才这一步没有做成，已登记的内容不受影响。"), code=DEFECT_CODE
        )


def alive(owner: weakref.ReferenceType[QObject]) -> bool:
    """Whether the Python object and the Qt object behind it both still exist."""
    what = owner()
    return what is not None and isValid(what)
