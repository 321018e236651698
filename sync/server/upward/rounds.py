"""Passes upward while the server runs: one after another, as often as the district wants to be asked."""

from __future__ import annotations

import logging
import random
import threading

from app.errors import Refusal
from sync.server.township import Township
from sync.server.upward.enrolling import superior_of
from sync.server.upward.passes import note_trouble, sync_upward

BETWEEN_S = (60.0, 180.0)
"""A case sent on is at the district within three minutes, and several townships do not come together."""
STOP_S = 5.0
"""How long a stopping server waits for the pass it is in; one that is cut off goes on where it was."""

log = logging.getLogger(__name__)


class UpwardRounds:
    """A thread of the running server; ``stop`` ends it after the pass it is in."""

    def __init__(self, township: Township, between_s: tuple[float, float] = BETWEEN_S) -> None:
        self._township = township
        self._between_s = between_s
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upward", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join(STOP_S)

    def _run(self) -> None:
        while not self._ended.is_set():
            self.once()
            self._ended.wait(random.uniform(*self._between_s))

    def once(self) -> bool:
        """One pass, where there is a district; whether it went through. What went wrong is kept to be shown."""
        with self._township.register.reading() as session:
            if superior_of(session) is None:
                return False
        try:
            done = sync_upward(self._township, wait=self._ended.wait)
        except Refusal as refusal:
            note_trouble(self._township, refusal.sentence)
            return False
        except Exception as fault:  # noqa: BLE001 - the next round tries again; the rooms must not notice
            log.error("pass upward failed: %s", type(fault).__name__)  # its text may quote a villager
            return False
        return all(one.code == "ok" for one in done)
