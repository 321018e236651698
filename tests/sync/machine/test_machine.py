"""Whatever happens to two PCs of one village, one of another and their township: nothing lost, doubled or hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.sync.machine.histories import History, histories, live
from tests.sync.machine.planted import PLANTED


@given(history=histories(20))
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),  # histories are made short by python -m tests.sync.machine, in seconds
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_history_ends_with_nothing_lost_doubled_or_hidden(
    beginning_folder: Path, history: History
) -> None:
    live(beginning_folder, history)


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(beginning_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    PLANTED[name].plant(monkeypatch)
    with pytest.raises(AssertionError):
        live(beginning_folder, PLANTED[name].history)
