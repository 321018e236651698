"""Working days, due dates and lights."""

from __future__ import annotations

import json
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import assets
from app.domain.calendar import WorkingCalendar, calendar_from_document, calendar_of, to_document
from app.domain.case_states import StoppedSpan
from app.domain.cases import Light
from app.domain.deadlines import binding_date, due, light
from app.errors import Refusal

SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(assets.path("calendar").glob("*.json"))]
CALENDAR = calendar_of(map(calendar_from_document, SHIPPED))
NOTHING_KNOWN = WorkingCalendar({})
DAYS = st.dates(date(2024, 1, 1), date(2026, 11, 1))


def test_every_day_of_the_known_years_is_as_the_state_council_published_it() -> None:
    day = date(2024, 1, 1)
    while day.year <= 2026:
        assert CALENDAR.is_working(day)[0] == chinese_calendar.is_workday(day), day
        day += timedelta(1)


def test_make_up_days_before_the_spring_festival_of_2026_count() -> None:
    found = due(date(2026, 2, 12), 5, CALENDAR)
    assert found.due_on == date(2026, 2, 26)
    assert [line.day.day for line in found.lines if line.counts] == [13, 14, 24, 25, 26]
    assert not found.provisional
    assert "调休" in found.lines[2].reason and "春节" in found.lines[3].reason


@pytest.mark.parametrize(
    ("accepted_on", "days", "due_on"),
    [
        (date(2026, 2, 12), 5, date(2026, 2, 26)),
        (date(2026, 2, 12), 10, date(2026, 3, 4)),
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a Saturday that is worked
        (date(2026, 9, 18), 3, date(2026, 9, 22)),  # counts Sunday 20 September
    ],
)
def test_the_four_limits_that_calendars_of_weekdays_get_wrong(
    accepted_on: date, days: int, due_on: date
) -> None:
    assert due(accepted_on, days, CALENDAR).due_on == due_on


def test_zero_days_is_the_same_day_even_on_a_day_off() -> None:
    assert due(date(2026, 2, 17), 0, CALENDAR).due_on == date(2026, 2, 17)


def test_a_limit_that_runs_into_an_unpublished_year_is_provisional() -> None:
    assert due(date(2026, 12, 28), 5, CALENDAR).provisional
    assert not due(date(2026, 12, 21), 5, CALENDAR).provisional
    assert due(date(2031, 4, 30), 1, CALENDAR).due_on == date(2031, 5, 5)


def test_a_provisional_year_leaves_out_statutory_days_only() -> None:
    assert CALENDAR.is_working(date(2027, 2, 5))[0] is False
    assert CALENDAR.is_working(date(2027, 2, 9))[0] is True
    assert NOTHING_KNOWN.is_working(date(2027, 10, 1))[0] is False


def test_the_limit_of_a_supplemented_case_starts_when_the_last_paper_is_in() -> None:
    waited = StoppedSpan(date(2026, 11, 2), date(2026, 11, 9))
    assert due(date(2026, 11, 2), 3, CALENDAR, [waited]).due_on == date(2026, 11, 12)
    assert due(date(2026, 11, 2), 0, CALENDAR, [waited]).due_on == date(2026, 11, 9)


def test_paused_days_do_not_count() -> None:
    paused = StoppedSpan(date(2026, 11, 3), date(2026, 11, 17))
    assert due(date(2026, 11, 2), 5, CALENDAR, [paused]).due_on == date(2026, 11, 23)


@given(DAYS, st.integers(0, 30))
def test_a_due_date_has_exactly_the_promised_working_days_before_it(accepted_on: date, days: int) -> None:
    found = due(accepted_on, days, CALENDAR)
    counted = [line.day for line in found.lines if line.counts]
    assert len(counted) == days
    assert found.due_on == (counted[-1] if counted else accepted_on)
    assert [line.day for line in found.lines] == [
        accepted_on + timedelta(n) for n in range((found.due_on - accepted_on).days + 1)
    ]


@given(DAYS, st.integers(0, 20), st.integers(0, 40), st.integers(0, 40))
def test_stopping_never_makes_a_limit_shorter(accepted_on: date, days: int, start: int, length: int) -> None:
    span = StoppedSpan(accepted_on + timedelta(start), accepted_on + timedelta(start + length))
    assert due(accepted_on, days, CALENDAR, [span]).due_on >= due(accepted_on, days, CALENDAR).due_on


@pytest.mark.parametrize(
    ("days", "day"), [(-1, date(2026, 1, 1)), (1001, date(2026, 1, 1)), (5, date(1970, 1, 1))]
)
def test_senseless_limits_are_refused(days: int, day: date) -> None:
    with pytest.raises(Refusal):
        due(day, days, CALENDAR)


def test_lights_turn_yellow_by_one_day_or_a_fifth_and_red_after_the_day() -> None:
    due_on = date(2026, 11, 30)
    assert light(due_on, date(2026, 11, 20), 30, CALENDAR) is Light.YELLOW
    assert light(due_on, date(2026, 11, 19), 30, CALENDAR) is Light.GREEN
    assert light(due_on, date(2026, 11, 26), 5, CALENDAR) is Light.GREEN
    assert light(due_on, date(2026, 11, 27), 5, CALENDAR) is Light.YELLOW
    assert light(due_on, due_on, 5, CALENDAR) is Light.YELLOW
    assert light(due_on, date(2026, 12, 1), 5, CALENDAR) is Light.RED
    assert light(None, due_on, 5, CALENDAR) is Light.NONE


def test_a_printed_promise_never_moves_later() -> None:
    assert binding_date(date(2027, 1, 8), date(2027, 1, 11)) == date(2027, 1, 8)


@pytest.mark.parametrize("text", SHIPPED)
def test_a_shipped_table_is_read_and_written_back_the_same(text: str) -> None:
    assert to_document(calendar_from_document(text)) == text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "x"}, "calendar-format"),
        ({"version": 2}, "calendar-version"),
        ({"year": "2026"}, "calendar-year"),
        ({"off": {"2025-01-01": "元旦"}}, "calendar-year"),
        ({"off": {"2026-02-30": "元旦"}}, "calendar-date"),
        ({"off": {}}, "calendar-empty"),
        ({"off": None}, "calendar-format"),
        ({"off": {"2026-01-04": "元旦"}}, "calendar-contradiction"),
        ({"on": {"2026-01-05": "元旦"}}, "calendar-not-a-weekend"),
        ({"published": False}, "calendar-provisional"),
    ],
)
def test_a_contradictory_table_is_refused_by_name(change: dict[str, object], code: str) -> None:
    document = json.loads(assets.text("calendar", "2026.json")) | change
    with pytest.raises(Refusal) as refusal:
        calendar_from_document(json.dumps(document))
    assert refusal.value.code == code


def test_a_published_table_replaces_the_provisional_one() -> None:
    provisional = json.loads(assets.text("calendar", "2027.json"))
    published = provisional | {"published": True, "on": {"2027-02-14": "春节"}}
    for order in ([provisional, published], [published, provisional]):
        calendar = calendar_of(calendar_from_document(json.dumps(document)) for document in order)
        assert calendar.is_working(date(2027, 2, 14))[0]
        assert not calendar.is_provisional(date(2027, 2, 14))
