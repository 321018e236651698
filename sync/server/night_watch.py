"""While the server runs, verification and backups at quiet hours: each in a process of its own, so that no room waits."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.clock import CHINA
from sync.server import upkeep
from sync.server.tables import Upkeep
from sync.server.township import Township

QUIET_HOURS = (1, 5)
"""From and to, by China's clock."""
NOT_SOONER = timedelta(hours=12)
OVERDUE = timedelta(days=3)
"""A server that is switched off at night does it by day after so long."""
FIRST_LOOK_S, BETWEEN_LOOKS_S = 600.0, 600.0
STOP_S = 5.0
NICE = 15
BACKUPS_KEPT = 14

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watching:
    """What is looked after. ``backup_to`` None: no backups; ``quiet`` hours by China's clock."""

    backup_to: Path | None = None
    keep: int = BACKUPS_KEPT
    quiet: tuple[int, int] = QUIET_HOURS

    @property
    def kinds(self) -> tuple[str, ...]:
        return (upkeep.BACKUP, upkeep.VERIFY) if self.backup_to else (upkeep.VERIFY,)

    def due(self, newest_at: datetime | None, now: datetime) -> bool:
        """Whether a kind whose newest run began then is to run now."""
        if newest_at is None or now - newest_at >= OVERDUE:
            return True
        first, last = self.quiet
        return first <= now.astimezone(CHINA).hour < last and now - newest_at >= NOT_SOONER


class NightWatch:
    """A thread of the running server that looks every ten minutes what is due; ``stop`` ends what it began."""

    def __init__(self, township: Township, watching: Watching, options: Sequence[str] = ()) -> None:
        """``options``: how a command of this program reaches the same register (``--home …``, ``--db …``)."""
        self._township = township
        self._watching = watching
        self._options = tuple(options)
        self._ended = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="night-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """A verification that is cut off changes nothing; a backup's half file is swept away by the next."""
        self._ended.set()
        child = self._child
        if child is not None and child.poll() is None:
            child.terminate()
        self._thread.join(STOP_S)

    def look(self) -> list[str]:
        """Run what is due, one after another; the kinds that ran."""
        return [kind for kind in self._watching.kinds if not self._ended.is_set() and self._runs(kind)]

    def _run(self) -> None:
        wait_s = FIRST_LOOK_S
        while not self._ended.wait(wait_s):
            wait_s = BETWEEN_LOOKS_S
            try:
                self.look()
            except Exception as fault:  # noqa: BLE001 - the next look tries again; the rooms must not notice
                log.error("night watch failed: %s", type(fault).__name__)

    def _runs(self, kind: str) -> bool:
        """Claimed in one transaction: of several server processes one does it."""
        township = self._township
        with township.register.writing() as session:
            row = session.get(Upkeep, kind, with_for_update=True)
            if not self._watching.due(row.begun_at if row else None, township.clock.now()):
                return False
            upkeep.begun(session, township.clock, kind)
            session.commit()
        status = self._apart(kind)
        if status is not None and not self._said_so(kind):
            with township.register.writing() as session:
                upkeep.ended(session, township.clock, kind, ok=False, why=f"exit status {status}")
                session.commit()
        return True

    def _apart(self, kind: str) -> int | None:
        """The exit status of the command in its own process; None where we were told to stop."""
        words = ["backup", str(self._watching.backup_to), "--check", "--keep", str(self._watching.keep)]
        command = [sys.executable, "-m", "sync.server", *(words if kind == upkeep.BACKUP else ["verify"])]
        self._child = subprocess.Popen(
            [*command, *self._options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        if sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError):  # it has ended already
                os.setpriority(os.PRIO_PROCESS, self._child.pid, NICE)
        status = self._child.wait()
        return None if self._ended.is_set() else status

    def _said_so(self, kind: str) -> bool:
        """Whether the command itself wrote down how it ended."""
        found = upkeep.standings(self._township).get(kind)
        return found is not None and found.ended_at is not None
