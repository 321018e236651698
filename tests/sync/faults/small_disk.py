"""A disk that can be filled, emptied and made read-only: a file system in memory, for tests that may mount one."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

BALLAST = "ballast"


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """Mounted at ``place`` with room for ``size_kb``."""

    place: Path
    size_kb: int

    def mount(self) -> None:
        self.place.mkdir(parents=True)
        words = ["mount", "-t", "tmpfs", "-o", f"size={self.size_kb}k", "tmpfs", str(self.place)]
        subprocess.run(words, check=True)

    def unmount(self) -> None:
        subprocess.run(["umount", "-l", str(self.place)], check=True)

    def leave(self, free_kb: int) -> None:
        """Fill it up, but for this much."""
        self.empty()
        ballast = max(shutil.disk_usage(self.place).free - free_kb * 1024, 0)
        with (self.place / BALLAST).open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, ballast) if ballast else None

    def empty(self) -> None:
        (self.place / BALLAST).unlink(missing_ok=True)

    def read_only(self) -> None:
        subprocess.run(["mount", "-o", "remount,ro", str(self.place)], check=True)

    def writable(self) -> None:
        subprocess.run(["mount", "-o", "remount,rw", str(self.place)], check=True)
