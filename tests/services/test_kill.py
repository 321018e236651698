"""Power cuts while accepting: whatever number was shown is in the register afterwards."""

from __future__ import annotations

from pathlib import Path

from bench.kill_accepting import run


def test_no_case_is_lost_whose_number_was_shown(tmp_path: Path) -> None:
    report = run(tmp_path / "room", kills=8, seed=20261123)
    assert report.problems == []
    assert report.kills == 8 and report.shown
