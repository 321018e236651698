"""``python -m tests.sync.machine --examples 2000``: the long form; prints what it did and every history that failed."""

from __future__ import annotations

from tests import environment

environment.isolate()  # before anything imports keyring

import argparse  # noqa: E402
import random  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402
from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402

from tests.sync.machine import beginning, histories  # noqa: E402
from tests.sync.machine.histories import History  # noqa: E402
from tests.sync.machine.planted import PLANTED  # noqa: E402
from tests.sync.machine.shrinking import complaint, shortest  # noqa: E402

A_ROUND = 20
"""Histories between two lines of progress."""


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sync.machine")
    parser.add_argument("--examples", type=int, default=2000, help="how many histories")
    parser.add_argument("--longest", type=int, default=40, help="steps of the longest")
    parser.add_argument(
        "--seed", type=int, default=random.randrange(1 << 30), help="to live through the same again"
    )
    parser.add_argument("--planted", action="store_true", help="only see that planted faults are found")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="daiban-machine-"))
    beginning.prepare(folder)
    if asked.planted:
        return _planted(folder)
    say(f"seed {asked.seed}")
    failed, begun, steps = 0, time.monotonic(), 0
    for number in range(0, asked.examples, A_ROUND):
        told = _round(folder, asked.seed + number, min(A_ROUND, asked.examples - number), asked.longest)
        steps += told[0]
        failed += bool(told[1])
        if told[1]:
            say(f"FAILED seed {asked.seed + number}: {told[1]}")
        took_s = time.monotonic() - begun
        say(f"{number + A_ROUND} histories, {steps} steps, {failed} failed, {took_s:.0f} s")
    return min(failed, 1)


def _planted(folder: Path) -> int:
    """Each planted fault's history, without it and with it."""
    missed = 0
    for name, one in PLANTED.items():
        without = complaint(folder, one.history)
        with pytest.MonkeyPatch.context() as patch:
            one.plant(patch)
            found = complaint(folder, one.history)
        missed += bool(without) or not found
        say(
            f"{'found' if found else 'MISSED'} {name}: {found[:120]}" + (f" BUT {without}" if without else "")
        )
    return min(missed, 1)


def _round(folder: Path, number: int, examples: int, longest: int) -> tuple[int, str]:
    """(steps lived, "" or what failed with a short history that shows it)."""
    steps = 0
    failing: list[tuple[History, str]] = []

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(history=histories.histories(longest))
    def play(history: History) -> None:
        nonlocal steps
        if failing:
            return  # this round has its fault: it is made short, and the next round begins
        steps += len(history)
        said = complaint(folder, history)
        if said:
            failing.append((history, said))

    play()
    if not failing:
        return steps, ""
    history, said = shortest(folder, *failing[0])
    return steps, f"{said}\n{history}"


if __name__ == "__main__":
    sys.exit(main())
