"""Periods are written one way each, and know their days and the one before."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periods import Period, PeriodKind, ReportPeriod, month_of, parse
from app.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "words", "first", "last", "before"),
    [
        ("2026-10", "2026年10月", "2026-10-01", "2026-10-31", "2026-09"),
        ("2026-1", "2026年1月", "2026-01-01", "2026-01-31", "2025-12"),
        ("2028-02", "2028年2月", "2028-02-01", "2028-02-29", "2028-01"),
        ("2026Q4", "2026年第四季度", "2026-10-01", "2026-12-31", "2026Q3"),
        ("2026q1", "2026年第一季度", "2026-01-01", "2026-03-31", "2025Q4"),
        ("2026H2", "2026年下半年", "2026-07-01", "2026-12-31", "2026H1"),
        ("2026H1", "2026年上半年", "2026-01-01", "2026-06-30", "2025H2"),
        (" 2026 ", "2026年度", "2026-01-01", "2026-12-31", "2025"),
    ],
)
def test_a_period_is_read_as_it_is_written(
    typed: str, words: str, first: str, last: str, before: str
) -> None:
    period = parse(typed)
    assert (period.words, period.before.text) == (words, before)
    assert (period.span.start_on.isoformat(), period.span.end_on.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "typed", ["", "2026-13", "2026-0", "2026Q5", "2026H3", "2026Q0", "1999", "2101-01", "十月", "2026-10-01"]
)
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse(typed)
    assert (caught.value.field, caught.value.code) == ("period", "period")


def test_a_quarter_is_no_month() -> None:
    with pytest.raises(Refusal) as caught:
        parse("2026Q4", "month")
    assert "2026-10" in caught.value.sentence and "2026Q4 " not in caught.value.sentence.split("。")[1]


@given(st.sampled_from(list(PeriodKind)), st.integers(2001, 2099), st.integers(1, 12))
def test_periods_of_a_kind_follow_each_other_without_a_gap(kind: PeriodKind, year: int, number: int) -> None:
    most = {"month": 12, "quarter": 4, "half": 2, "year": 1}[kind]
    period = ReportPeriod(kind, year, min(number, most))
    assert parse(period.text) == period
    assert (period.span.start_on - period.before.span.end_on).days == 1


def test_a_period_under_way_is_counted_up_to_today() -> None:
    october = month_of(date(2026, 10, 20))
    assert october.passed_by(date(2026, 10, 20)) == Period(date(2026, 10, 1), date(2026, 10, 20))
    assert october.passed_by(date(2026, 12, 1)) == october.span
    assert date(2026, 10, 1) not in october.passed_by(date(2026, 9, 1))
