"""Villages, their syncs and their township are killed over a bad line, and everything counts up: a short form."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.sync.faults.chaos import Chaos

SECONDS = 5.0


@pytest.mark.needs("unix")
def test_nothing_is_lost_doubled_or_disordered_by_kills_and_a_bad_line(tmp_path: Path) -> None:
    """The seed says, too, whether HTTP's own faults are played or a blind line under TLS."""
    seed = random.SystemRandom().randrange(2**32)
    is_tls = seed % 2 == 1
    again = f"python -m tests.sync.faults.chaos --seconds {SECONDS} --seed {seed}{' --tls' * is_tls}"
    report = Chaos(tmp_path, seed, SECONDS, is_tls).run()
    assert report.problems == [], again
    assert report.looks and report.lines and report.kills, again
