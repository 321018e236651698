"""A write or a flush that fails is a refusal, and nothing said is lost: sampled here, everywhere by command."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.sync.faults.disk_errors import break_all, drawn

RUNS = 2


@pytest.mark.needs("strace")
def test_when_the_disk_refuses_a_call_nothing_that_was_said_is_lost(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    report = break_all(tmp_path, drawn(seed, RUNS), seed)
    assert report.problems == [], f"python -m tests.sync.faults.disk_errors --runs {RUNS} --seed {seed}"
    assert report.runs == RUNS
