"""Folding later what was only received while many rooms came at once: when they have passed (design: sync 5, 15)."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice

from app.errors import Refusal
from app.models import bulk
from app.models.another_try import is_overtaken, until_it_stands
from app.models.application import apply_few, apply_received, sites_behind
from sync.server.township import Township

LOOK_S = 60.0
"""However quiet: another process of the server may have been killed between receiving and folding."""
PATIENCE_S = 20.0
"""How long after the first line that waits rooms may keep coming before it is folded between them."""
PAUSE_S = 0.1
TOGETHER = 8
"""Sites folded in one transaction: most of what a small one costs is its writing to the disk."""
THREADS = 2
"""On a database that many write to: while one waits for it, the other works."""
STOP_S = 5.0

log = logging.getLogger(__name__)


class Applying:
    """A thread of the running server. ``leave`` tells it that lines wait; ``stop`` ends it after what it folds.

    What it has to do stands in the register alone: a server that is killed loses nothing of it.
    """

    def __init__(self, township: Township, is_visited: Callable[[], bool]) -> None:
        self._township = township
        self._is_visited = is_visited
        self._left = threading.Event()
        self._ended = threading.Event()
        self._folding = False
        self._patient_until_s = 0.0
        self._thread = threading.Thread(target=self._run, name="applying", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def is_behind(self) -> bool:
        """Whether lines wait for it, or it is at work: what can wait is left for then."""
        return self._left.is_set() or self._folding

    def leave(self) -> None:
        """Lines were received and are not folded."""
        self._left.set()

    def stop(self) -> None:
        """What still waits is folded at the next start."""
        self._ended.set()
        self._left.set()
        self._thread.join(STOP_S)

    def _run(self) -> None:
        while not self._ended.is_set():
            self._left.wait(LOOK_S)
            self._patient_until_s = time.monotonic() + PATIENCE_S
            self._let_pass()
            self._folding = True
            self._left.clear()
            try:
                self.once()
            except Exception as fault:  # noqa: BLE001 - the next look tries again; the rooms must not notice
                log.error("folding failed: %s", type(fault).__name__)  # its text may quote a villager
            finally:
                self._folding = False

    def _let_pass(self) -> None:
        """Wait until nobody waits at the door, or for as long as patience lasts."""
        while self._is_visited() and time.monotonic() < self._patient_until_s:
            if self._ended.wait(PAUSE_S):
                return

    def once(self) -> int:
        """Fold everything that waits; how many sites were behind."""
        with self._township.register.reading() as session:
            behind = list(sites_behind(session))
            threads = 1 if bulk.dialect_of(session) == "sqlite" else THREADS
        random.shuffle(behind)  # several processes of the server do not go about it in the same order
        with ThreadPoolExecutor(threads, "applying") as pool:
            for _done in pool.map(self._fold_until_it_stands, _in_parts(behind)):
                pass
        return len(behind)

    def _fold_until_it_stands(self, sites: Sequence[str]) -> None:
        self._let_pass()  # a file has one writer: those who come meanwhile would wait for the last site
        if not self._ended.is_set():
            until_it_stands(partial(self._fold, sites))

    def _fold(self, sites: Sequence[str]) -> None:
        """These sites in one transaction; where that does not go, each in its own."""
        township = self._township
        try:
            with township.register.writing() as session:
                alone = [
                    one for one in sites if not apply_few(session, township.register, one, township.clock)
                ]
                session.commit()
        except Exception as fault:
            if is_overtaken(fault):
                raise
            alone = list(sites)
        for site_code in alone:
            try:
                apply_received(township.register, site_code, township.clock)
            except Refusal:
                raise  # the disk or the database: nothing else will go either
            except Exception as fault:  # noqa: BLE001 - one site's fault must not hold up the others
                log.error("folding of %s failed: %s", site_code, type(fault).__name__)


def _in_parts(sites: Sequence[str]) -> Iterator[tuple[str, ...]]:
    rest = iter(sites)
    while some := tuple(sorted(islice(rest, TOGETHER))):  # in one order, so that none waits for each other
        yield some
