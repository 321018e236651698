"""Numbers reserved for blank slips."""

from __future__ import annotations

from datetime import date

import pytest

from app.clock import SetClock, today
from app.domain import case_numbers
from app.errors import Refusal
from app.services import cases, reserved_numbers
from app.services.desk import Desk
from tests.services.requests import accepted


def test_reserved_numbers_follow_one_another_and_are_never_given_to_a_case(desk: Desk) -> None:
    numbers = reserved_numbers.reserve(desk, 30, "home")
    assert len(set(numbers)) == 30
    assert [str(case_numbers.parse(number)) for number in numbers] == list(numbers)
    assert accepted(desk) not in numbers
    assert {row.case_no for row in reserved_numbers.rows(desk.register)} == set(numbers)
    assert {row.state for row in reserved_numbers.rows(desk.register)} == {"free"}


@pytest.mark.parametrize(
    ("count", "purpose", "tour_id", "field"),
    [
        (0, "pad", "", "count"),
        (201, "pad", "", "count"),
        (3, "fun", "", "purpose"),
        (3, "tour", "x", "tour_id"),
    ],
)
def test_a_wrong_reservation_takes_no_number(
    desk: Desk, count: int, purpose: str, tour_id: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        reserved_numbers.reserve(desk, count, purpose, tour_id)
    assert refused.value.field == field
    assert reserved_numbers.rows(desk.register) == ()


def test_a_spoiled_number_says_why_and_is_not_spoiled_twice(desk: Desk) -> None:
    (number,) = reserved_numbers.reserve(desk, 1)
    with pytest.raises(Refusal, match="为什么作废"):
        reserved_numbers.spoil(desk, number, " ")
    reserved_numbers.spoil(desk, number.replace("-", " ").lower(), "撕坏了")
    assert reserved_numbers.rows(desk.register)[0].spoiled_reason == "撕坏了"
    with pytest.raises(Refusal, match="已作废"):
        reserved_numbers.spoil(desk, number, "又一次")


def test_the_wait_for_papers_of_a_slip_begins_on_the_papers_day(desk: Desk, clock: SetClock) -> None:
    """Monday's slip without a paper, entered on Wednesday, complete on Thursday: five days from Thursday."""
    (number,) = reserved_numbers.reserve(desk, 1, "power_cut")
    monday = today(clock)
    clock.advance(days=2)
    accepted(desk, "GY04", without=1, paper_no=number, paper_on=monday)
    clock.advance(days=1)
    cases.record(desk, number, "supplemented")
    row = cases.show(desk.register, number, clock).row
    assert row.promised_on == row.due_on == date(2026, 12, 3)
