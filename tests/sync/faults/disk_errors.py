"""The n-th write or flush of a room and its township fails, once or from then on: refusals, and nothing said is lost.

    .venv/bin/python -m tests.sync.faults.disk_errors --runs 40 --seed 7
    .venv/bin/python -m tests.sync.faults.disk_errors --all

``deeds`` runs under strace, which lets the chosen system call answer EIO, ENOSPC or EROFS. A refusal is what a
cadre should see; any other exception, in the room or in the server, is a fault. Afterwards, with a disk that works
again, what had been said must be there, ``verify`` must hold, and both machines sync until they are equal.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from app import keystore
from app.models.register import Register
from tests.sync.child import surroundings
from tests.sync.faults.power_cuts import MACHINES, Recording, Said, prepared, wrong_after, wrong_later
from tests.sync.lines import written
from tests.sync.stations import PASSPHRASE

CALLS = ("fdatasync", "fsync", "pwrite64", "rename")
ERRORS = ("EIO", "ENOSPC", "EROFS")
FURTHEST = {"fdatasync": 40, "fsync": 30, "pwrite64": 400, "rename": 12}
ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Broken:
    """Which call fails how: the ``nth`` of each thread, and all after it where it stays so."""

    call: str
    error: str
    nth: int
    stays: bool

    @property
    def rule(self) -> str:
        return f"inject={self.call}:error={self.error}:when={self.nth}{'+' * self.stays}"


@dataclass
class ErrorReport:
    """What was tried and what came of it."""

    seed: int
    runs: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    unharmed: int = 0
    problems: list[str] = field(default_factory=list)


def drawn(seed: int, runs: int) -> list[Broken]:
    dice = random.Random(seed)
    return [
        Broken(call, dice.choice(ERRORS), 1 + int(dice.random() ** 2 * FURTHEST[call]), dice.random() < 0.5)
        for call in (dice.choice(CALLS) for _ in range(runs))
    ]


def every() -> Iterator[Broken]:
    for call, error, stays in product(CALLS, ERRORS, (False, True)):
        for nth in range(1, FURTHEST[call], max(FURTHEST[call] // 20, 1)):
            yield Broken(call, error, nth, stays)


def break_all(folder: Path, broken: Iterator[Broken] | list[Broken], seed: int) -> ErrorReport:
    report = ErrorReport(seed)
    prepared(folder / "before")
    for one in broken:
        live = folder / "live"
        shutil.rmtree(live, ignore_errors=True)
        shutil.copytree(folder / "before", live)
        report.runs += 1
        report.problems += [f"{one.rule}: {problem}" for problem in _break(live, one, report)]
    return report


def _break(live: Path, one: Broken, report: ErrorReport) -> Iterator[str]:
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={one.call}", "-e", one.rule]
    command += [sys.executable, "-m", "tests.sync.faults.deeds", str(live), str(ROUNDS), "tolerant"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=surroundings() | {"PYTHONDONTWRITEBYTECODE": "1"},
        timeout=300,
        check=False,
    )
    if done.returncode and "app.errors.Refusal" not in done.stderr.splitlines()[-1:][0]:
        yield f"an exception: {done.stderr[-600:]}"
    if "request failed" in done.stderr:
        yield f"an exception in the server: {done.stderr[-600:]}"
    said = Said()
    for line in done.stdout.splitlines():
        if not line.startswith("file "):
            said.hear(line)
    report.refused += said.refused
    report.unharmed += not said.refused
    keys = {name: keystore.open(live / name, passphrase=PASSPHRASE) for name in MACHINES}
    register = Register.open(live / "room", keys["room"])
    lines = written(register)
    register.close()
    before = {
        f"{name}/{keystore.KEY_FILE}": (live / name / keystore.KEY_FILE).read_bytes() for name in MACHINES
    }
    taken = Recording(before, [], keys, lines)
    shutil.rmtree(live / "stick", ignore_errors=True)
    shutil.rmtree(live / "backups", ignore_errors=True)
    yield from wrong_after(live, taken, said)
    yield from wrong_later(live, taken)


def main() -> int:
    """Prints what was done; 1 where a fault was found."""
    parser = argparse.ArgumentParser()
    how_many = parser.add_mutually_exclusive_group()
    how_many.add_argument("--runs", type=int, default=20)
    how_many.add_argument("--all", action="store_true")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    asked = parser.parse_args()
    broken = every() if asked.all else drawn(asked.seed, asked.runs)
    with tempfile.TemporaryDirectory() as folder:
        report = break_all(Path(folder), broken, asked.seed)
    sys.stdout.write(json.dumps(vars(report), ensure_ascii=False, indent=1) + "\n")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
