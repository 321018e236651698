"""The six rates and the monthly table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases import CaseKind, CaseState, RatingLevel, ServiceMode
from app.domain.figures import CaseFacts, Period
from app.domain.rates import (
    EMPTY,
    ItemDisclosure,
    Surroundings,
    acceptance_rate,
    completion_rate,
    disclosure_rate,
    five_zeros,
    month_figures,
    organisation_rate,
    percent,
    promise_rate,
    satisfaction_rate,
)

OCTOBER = Period.month(2026, 10)
PLAIN = CaseFacts(
    case_no="101201-261012-A1-001K",
    item_code="MZ08",
    category="民政",
    kind=CaseKind.PROMISED,
    state=CaseState.COMPLETED,
    accepted_on=date(2026, 10, 12),
    promised_on=date(2026, 10, 19),
    due_on=date(2026, 10, 19),
    completed_on=date(2026, 10, 16),
)
DAYS = st.dates(date(2026, 9, 1), date(2026, 11, 30))
CASES = st.builds(
    lambda accepted, took, limit, done, ended, rating: replace(
        PLAIN,
        accepted_on=accepted,
        promised_on=accepted + timedelta(limit),
        due_on=accepted + timedelta(limit),
        completed_on=accepted + timedelta(took) if done and not ended else None,
        withdrawn=ended == "withdrawn",
        declined=ended == "declined",
        voided=ended == "voided",
        rating=rating if done and not ended else None,
        rated_on=accepted + timedelta(took) if rating and done and not ended else None,
    ),
    DAYS,
    st.integers(0, 40),
    st.integers(0, 30),
    st.booleans(),
    st.sampled_from(["", "", "", "withdrawn", "declined", "voided"]),
    st.sampled_from([None, *RatingLevel]),
)


@pytest.mark.parametrize(
    ("n", "d", "text"),
    [
        (0, 0, EMPTY),
        (0, 7, "0.0%"),
        (7, 7, "100.0%"),
        (9999, 10000, "99.9%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (1, 2000, "0.1%"),
        (1, 2001, "0.0%"),
        (5, 8, "62.5%"),
        (1, 16, "6.3%"),
    ],
)
def test_percentages_are_rounded_half_up_and_whole_only_when_whole(n: int, d: int, text: str) -> None:
    assert percent(n, d) == text


def test_a_case_not_yet_due_stands_in_no_completion_rate() -> None:
    young = replace(PLAIN, completed_on=None, due_on=date(2026, 11, 2), state=CaseState.IN_PROGRESS)
    late = replace(young, due_on=date(2026, 10, 31))
    rate = completion_rate([PLAIN, young, late], OCTOBER)
    assert (rate.numerator, rate.denominator, rate.text) == (1, 2, "50.0%")
    assert "1 ÷ 受理 3" in rate.beside


def test_withdrawn_declined_voided_and_old_book_cases_stand_in_no_completion_rate() -> None:
    out = [
        replace(PLAIN, withdrawn=True),
        replace(PLAIN, declined=True),
        replace(PLAIN, voided=True),
        replace(PLAIN, old_book=True),
    ]
    assert completion_rate([PLAIN, *out], OCTOBER).denominator == 1


def test_an_extension_not_given_by_law_does_not_save_the_promise() -> None:
    extended = replace(
        PLAIN,
        completed_on=date(2026, 10, 23),
        due_on=date(2026, 10, 26),
        extended_on=date(2026, 10, 18),
    )
    lawful = replace(extended, promise_kept_by=date(2026, 10, 26))
    rate = promise_rate([PLAIN, extended, lawful], OCTOBER)
    assert (rate.numerator, rate.denominator) == (2, 3)
    assert "2 件" in rate.beside


def test_declined_requests_lower_the_acceptance_rate_and_stand_beside_it() -> None:
    declined = replace(PLAIN, declined=True, completed_on=None, state=CaseState.DECLINED)
    walked_off = replace(PLAIN, withdrawn_before_answer=True, withdrawn=True)
    rate = acceptance_rate([PLAIN, PLAIN, declined, walked_off], OCTOBER, unanswered=1)
    assert (rate.numerator, rate.denominator) == (2, 4)
    assert "依法不予受理 1 件" in rate.beside


def test_silence_is_never_good() -> None:
    assert satisfaction_rate([PLAIN], OCTOBER).text == EMPTY
    rated = [replace(PLAIN, rating=level, rated_on=date(2026, 10, 20)) for level in RatingLevel]
    rate = satisfaction_rate([PLAIN, *rated], OCTOBER)
    assert (rate.numerator, rate.denominator) == (3, 5)
    assert "参评率 5 ÷ 6" in rate.beside


def test_rooms_and_items_without_checks_print_no_rate() -> None:
    assert organisation_rate({}).text == EMPTY
    assert organisation_rate({"标识": True, "AB岗": False}).beside == "未达到：AB岗"
    young = ItemDisclosure("MZ01", False, True, True)
    posted = ItemDisclosure("MZ02", True, True, True)
    unposted = ItemDisclosure("MZ03", True, True, False)
    assert disclosure_rate([young]).text == EMPTY
    assert disclosure_rate([young, posted, unposted]).text == "50.0%"


def test_zeros_count_what_should_not_be() -> None:
    late = replace(PLAIN, completed_on=None, due_on=date(2026, 10, 20), mode=ServiceMode.HOME)
    again = replace(PLAIN, reopened_on=date(2026, 10, 20))
    zeros = five_zeros([PLAIN, late, again], OCTOBER)
    assert (zeros.passed_off, zeros.backlog, zeros.errors, zeros.complaints) == (0, 1, 1, 0)
    assert (zeros.near.numerator, zeros.near.denominator) == (1, 3)


def test_categories_stand_in_the_given_order_even_when_empty() -> None:
    figures = month_figures([PLAIN], OCTOBER, categories=("残联", "民政"))
    assert [(row.category, row.received) for row in figures.categories] == [("残联", 0), ("民政", 1)]


def test_old_book_entries_are_shown_beside_only() -> None:
    figures = month_figures([PLAIN, replace(PLAIN, old_book=True)], OCTOBER)
    assert (figures.total.received, figures.old_book) == (1, 1)


@given(st.lists(CASES, max_size=40))
def test_rows_add_up_and_no_rate_exceeds_its_whole(cases: list[CaseFacts]) -> None:
    mixed = [
        replace(case, category=name) for case, name in zip(cases, ["民政", "残联", "计生"] * 14, strict=False)
    ]
    figures = month_figures(mixed, OCTOBER, Surroundings())
    for part in ("received", "completed", "on_time", "overdue", "rated", "satisfied", "open_at_end"):
        assert sum(getattr(row, part) for row in figures.categories) == getattr(figures.total, part)
    assert sum(figures.total.by_kind.values()) == figures.total.received
    for rate in figures.rates:
        assert 0 <= rate.numerator <= rate.denominator
        assert (rate.text == "100.0%") == (0 < rate.numerator == rate.denominator)
    assert figures.rates[4].numerator <= figures.rates[3].numerator
