"""How shares are rounded."""

from __future__ import annotations

import pytest

from app.domain.rate_definitions import percent
from app.reports.percent import share


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 5, 0.0),
        (1, 3, 0.333),
        (2, 3, 0.667),
        (247, 2000, 0.124),
        (1, 16, 0.063),
        (1999, 2000, 0.999),
        (7, 7, 1),
    ],
)
def test_a_share_is_rounded_half_up_and_is_whole_only_when_it_is(part: int, whole: int, shown: float) -> None:
    assert share(part, whole) == shown


def test_nothing_to_count_is_said_in_words() -> None:
    assert share(0, 0) == "—(无)"


def test_the_number_in_the_cell_is_the_text_on_paper() -> None:
    for whole in range(1, 61):
        for part in range(whole + 1):
            assert f"{share(part, whole):.1%}" == percent(part, whole)
