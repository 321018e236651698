"""Values that every program can read are let in; what would stop one is not."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.cases import CaseKind, RatingLevel
from app.domain.readings import is_day, is_event_data, is_instant, reading


@pytest.mark.parametrize("day", ["1899-12-31", "2026-11-23", "2199-12-31"])
def test_a_day_of_our_years_is_one(day: str) -> None:
    assert is_day(day)


@pytest.mark.parametrize(
    "day", ["", "20261123", "2026-W48-1", "0001-01-01", "9999-12-31", "2026-02-30", 5, None]
)
def test_any_other_is_none(day: object) -> None:
    assert not is_day(day)


@pytest.mark.parametrize(
    ("at", "fits"),
    [
        ("2026-11-23T01:00:00.000Z", True),
        ("1970-01-01T00:00:00.000Z", True),
        ("9999-12-31T23:59:59.999Z", False),
        ("2026-11-23T01:00:00.000", False),
        ("x" * 9_999 + "Z", False),
        (None, False),
    ],
)
def test_an_instant_is_of_the_same_years(at: object, fits: bool) -> None:
    assert is_instant(at) == fits


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": CaseKind.PROMISED.value},
        {"missing": ["户口本"], "reason": ""},
        {"level": RatingLevel.SATISFIED.value, "by": "applicant"},
        {"until_on": "2026-12-01", "days": 5, "statutory": True},
        {"of_a_newer_program": [{"x": 1}]},
    ],
)
def test_what_an_event_says_is_read(data: dict[str, Any]) -> None:
    assert is_event_data(data)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "x",
        {"kind": "x"},
        {"level": []},
        {"missing": "户口本"},
        {"missing": [5]},
        {"until_on": "9999-12-31"},
        {"days": 10**9},
        {"days": True},
        {"statutory": 1},
        {"result": {}},
    ],
)
def test_what_would_stop_a_case_from_being_added_up_is_not(data: object) -> None:
    assert not is_event_data(data)


def test_a_field_without_a_rule_of_its_own_has_none() -> None:
    assert reading("villager", "note") is None
