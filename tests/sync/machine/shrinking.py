"""Making a history that fails as short as it can be, in seconds: steps are left out as long as it fails the same way."""

from __future__ import annotations

import time
from pathlib import Path

from tests.sync.machine.histories import History, live

SAME = 24
"""Characters of a complaint that must stay: behind them stand names and numbers of one run."""


def complaint(folder: Path, history: History) -> str:
    """What is wrong with a history, "" where all is well."""
    try:
        live(folder, history)
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is what the machine looks for
        return f"{type(fault).__name__}: {fault}"
    return ""


def shortest(folder: Path, history: History, said: str, most_s: float = 60.0) -> tuple[History, str]:
    """The shortest history found within ``most_s`` that fails as this one does, and its complaint."""
    until = time.monotonic() + most_s
    size = max(len(history) // 2, 1)
    while size:
        start = 0
        while start < len(history) and time.monotonic() < until:
            tried = history[:start] + history[start + size :]
            again = complaint(folder, tried)
            if again[:SAME] == said[:SAME]:
                history, said = tried, again
            else:
                start += size
        size //= 2
    return history, said
