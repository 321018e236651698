"""The only door to threads: one lane for the register, one for slow things, answers on the main thread."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal, TypeVar

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

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next ``report``; it then fails with code ``cancelled``."""
        self._stop.set()

    def report(self, step: int, steps: int, words: str) -> None:
        """Say how far the work is (``step`` of ``steps``); raises ``Cancelled`` when asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(step, steps, words)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What travels from a worker thread to the main thread: what to call there, and for whom."""

    owner: weakref.ReferenceType[QObject]
    call: Callable[[], None]


class Tasks(QObject):
    """Two one-worker lanes; made once by start-up and handed on.

    ``run(owner, work, done, failed)`` calls ``work()`` on the lane's thread, then ``done(result)`` or
    ``failed(refusal)`` on the main thread; when ``owner`` has been destroyed nothing is delivered.
    ``failed`` always gets a ``Refusal``: a defect of ours is reported through ``broke`` first and arrives
    as a Refusal with code ``defect``. Without ``failed`` the sentence goes out through ``refused``.
    """

    refused = Signal(object)  # Refusal nobody else listens to
    broke = Signal(object)  # BaseException: ours, for the crash report
    _answered = Signal(object)  # _Answer

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, ThreadPoolExecutor] = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"daiban-{lane}")
            for lane in ("register", "slow")
        }
        self._closed = False
        self._under_way = 0
        # Queued and to a bound method of a QObject: the only kind of slot that hops to its own thread.
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    @property
    def under_way(self) -> int:
        """How many pieces of work have not been answered yet."""
        return self._under_way

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
        if self._closed:
            return
        self._under_way += 1
        self._lanes[lane].submit(self._work, weakref.ref(owner), work, done, failed)

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
        who = weakref.ref(owner)

        def tell(step: int, steps: int, words: str) -> None:
            self._send(_Answer(who, lambda: progress(step, steps, words)))

        running = Running(tell)
        self.run(owner, lambda: work(running), done, failed, lane=lane)
        return running

    def close(self) -> None:
        """Finish what runs, drop what waits, end both threads."""
        self._closed = True
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)

    def _work(
        self,
        owner: weakref.ReferenceType[QObject],
        work: Callable[[], T],
        done: Callable[[T], None] | None,
        failed: Failed | None,
    ) -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - nothing may vanish in a worker thread
            problem = error
            self._send(_Answer(weakref.ref(self), lambda: self._fail(owner, problem, failed)))
        else:
            self._send(_Answer(weakref.ref(self), lambda: self._finish(owner, result, done)))

    def _send(self, answer: _Answer) -> None:
        if not self._closed:
            self._answered.emit(answer)

    @Slot(object)
    def _on_answered(self, answer: _Answer) -> None:
        if alive(answer.owner):
            answer.call()

    def _finish(
        self, owner: weakref.ReferenceType[QObject], result: T, done: Callable[[T], None] | None
    ) -> None:
        self._under_way -= 1
        if done is not None and alive(owner):
            done(result)

    def _fail(
        self, owner: weakref.ReferenceType[QObject], error: BaseException, failed: Failed | None
    ) -> None:
        self._under_way -= 1
        refusal = self._as_refusal(error)
        if refusal.code == DEFECT_CODE:
            self.broke.emit(error)
        if not alive(owner):
            return
        if failed is not None:
            failed(refusal)
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
