"""What other processes cost: processor seconds and memory of a server and of the database behind it (Linux)."""

from __future__ import annotations

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_s(pid: int) -> float:
    """Processor seconds of a process and of its children, those that have ended too."""
    own = _stat(pid)
    return sum(int(part) for part in own[11:15]) / TICKS + sum(cpu_s(child) for child in _children(pid))


def peak_mib(pid: int) -> float:
    """The most memory that was resident."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def database_pid(url: str) -> int:
    """The first process of the private PostgreSQL at ``url``; 0 where there is none."""
    if not url:
        return 0
    folder = Path(url.partition("?host=")[2])
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:  # a child that has just ended
        return ["0"] * 15


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
