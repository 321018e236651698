"""Real processes that start in a moment: forked from one that has the programs loaded, killed like any other.

A program is what its command runs: ``daiban`` is ``app.__main__.main``, ``daiban-township`` is
``sync.server.__main__.main``, ``village`` is ``tests.sync.faults.village.main``.
"""

from __future__ import annotations

import importlib
import json
import multiprocessing
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from tests.sync.faults.planted import FAULTS
from tests.sync.stations import PASSPHRASE

PROGRAMS = {
    "daiban": "app.__main__",
    "daiban-township": "sync.server.__main__",
    "village": "tests.sync.faults.village",
}
LOADED = [*PROGRAMS.values(), "sync.server.commands", "sync.server.serving", "app.cli.commands.township"]

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([*LOADED, __name__])


@dataclass(slots=True)
class Child:
    """One process of ``program``; what it says on standard error goes to ``complaints``.

    ``planted``: a fault of ``planted.FAULTS`` that it has.
    """

    program: str
    words: tuple[str, ...]
    complaints: Path = Path(os.devnull)
    planted: str = ""
    _process: ForkServerProcess = field(init=False)
    _ear: int = field(init=False)

    def start(self) -> None:
        self._ear, mouth = os.pipe()
        with os.fdopen(mouth, "wb") as said:
            self._process = _context.Process(
                target=_be,
                args=(
                    self.program,
                    self.words,
                    _Descriptor(said.fileno()),
                    str(self.complaints),
                    self.planted,
                ),
            )
            self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def lines(self) -> Iterator[str]:
        """What it says, whole lines only, until it ends or is killed."""
        with os.fdopen(self._ear, encoding="utf-8", newline="\n") as heard:
            for line in heard:
                if line.endswith("\n"):
                    yield line[:-1]

    def has_ended(self) -> bool:
        return not self._process.is_alive()

    def kill(self) -> None:
        """SIGKILL, wherever it stands."""
        self._process.kill()
        self._process.join()

    def wait(self, at_most_s: float) -> int | None:
        """Its exit status; None where it still runs."""
        self._process.join(at_most_s)
        return self._process.exitcode


def run(program: str, *words: str, at_most_s: float = 120.0) -> tuple[int | None, dict[str, Any]]:
    """Exit status and what it says, of a command with ``--json``."""
    child = Child(program, (*words, "--json"))
    child.start()
    said = list(child.lines())
    return child.wait(at_most_s), json.loads(said[-1]) if said else {}


class _Descriptor:
    """A file descriptor that goes with the process that is made."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __reduce__(self) -> tuple[Any, ...]:
        from multiprocessing.reduction import DupFd

        return _taken, (DupFd(self._number),)


def _taken(handed: Any) -> int:
    return int(handed.detach())


def _be(program: str, words: tuple[str, ...], mouth: int, complaints: str, planted: str) -> None:
    os.environ["DAIBAN_PASSPHRASE"] = PASSPHRASE
    os.dup2(mouth, 1)
    os.close(mouth)
    os.dup2(os.open(complaints, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
    main = importlib.import_module(PROGRAMS[program]).main
    if planted:
        FAULTS[planted]()
    code = main(words)
    sys.stdout.flush()
    os._exit(code or 0)
