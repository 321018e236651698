"""Limits of cases: the four rows of 2026, explained day by day, and a year that was published late."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from app import assets
from app.clock import SetClock
from app.domain.cases import CaseEventKind
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.models.tables import ServiceCase, WorkingYear
from app.models.verify import verify
from app.services import cases, deadlines
from app.services.case_lookup import find_case
from app.services.desk import Desk
from tests.services.requests import accepted

E = CaseEventKind


@pytest.mark.parametrize(
    ("accepted_on", "days", "due_on"),
    [
        (date(2026, 2, 12), 5, date(2026, 2, 26)),
        (date(2026, 2, 12), 10, date(2026, 3, 4)),
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 9, 18), 3, date(2026, 9, 22)),
    ],
)
def test_promises_around_holidays_of_2026_end_on_the_right_day(
    desk: Desk, accepted_on: date, days: int, due_on: date
) -> None:
    found = deadlines.explain(desk.register, accepted_on, days)
    assert (found.due_on, found.provisional) == (due_on, False)
    assert sum(line.counts for line in found.days) == days
    assert deadlines.explain(None, accepted_on, days).due_on == due_on


def promised(desk: Desk, item: str, days: int) -> str:
    """A case of this item whose promise was put to so many days, as another catalogue would have it."""
    number = accepted(desk, item)
    with desk.write() as work:
        case = find_case(work.session, desk.register.site_code, number)
        case.promised_days = days
        case.promised_on = deadlines.explain(desk.register, case.accepted_on, days).due_on
        case.promise_provisional = deadlines.explain(desk.register, case.accepted_on, days).provisional
        work.commit()
    return number


def test_every_day_of_a_limit_has_its_reason(desk: Desk, clock: SetClock) -> None:
    clock.at = datetime(2026, 2, 12, 1, 0, tzinfo=UTC)
    number = promised(desk, "ZZ08", 5)
    told = deadlines.explain_case(desk.register, number)
    assert told.due_on == told.promised_on == date(2026, 2, 26)
    reasons = {line.day: line.reason for line in told.days}
    assert "受理当天不计" in reasons[date(2026, 2, 12)] and "调休上班" in reasons[date(2026, 2, 14)]
    assert "春节放假" in reasons[date(2026, 2, 16)]
    assert told.days[-1].day == told.due_on and told.days[-1].number == 5
    clock.advance(days=1)
    cases.record(desk, number, E.PAUSED, reason="等公示")
    told = deadlines.explain_case(desk.register, number)
    assert told.due_on is None and "等公示" in told.notes[0]
    clock.advance(days=11)
    cases.record(desk, number, E.RESUMED)
    told = deadlines.explain_case(desk.register, number)
    assert told.due_on == date(2026, 2, 28)  # a Saturday that is worked
    assert "暂停计时：等公示，不计" in {line.day: line.reason for line in told.days}[date(2026, 2, 14)]


def test_waiting_for_papers_stands_in_the_explanation(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk, "MZ05", materials=())
    told = deadlines.explain_case(desk.register, number)
    assert told.due_on is None and "补齐材料" in told.notes[0]
    clock.advance(days=3)
    cases.record(desk, number, E.SUPPLEMENTED)
    told = deadlines.explain_case(desk.register, number)
    assert told.due_on == told.promised_on
    assert any("等申请人补齐材料" in line.reason for line in told.days)


def test_an_extension_shows_the_old_promise_beside_the_new_day(desk: Desk) -> None:
    number = accepted(desk, "ZZ08")
    data = {"until_on": "2026-12-04", "approved_by": "站长", "told_on": "2026-11-23"}
    cases.record(desk, number, E.EXTENDED, reason="停电", data=data)
    told = deadlines.explain_case(desk.register, number)
    assert (told.due_on, told.promised_on) == (date(2026, 12, 4), date(2026, 11, 30))
    assert told.days[-1].day == date(2026, 12, 4) and "延期之内" in told.days[-1].reason
    assert any("2026-11-30" in note for note in told.notes)


def published(desk: Desk, **change: dict[str, str]) -> None:
    document = json.loads(assets.text("calendar", "2027.json")) | {"published": True}
    document["off"] |= change.get("off", {})
    document["on"] = change.get("on", {})
    with desk.write() as work:
        work.add(WorkingYear(year=2027, document=json.dumps(document), published_at=desk.clock.now()))
        work.commit()


@pytest.mark.parametrize(
    ("change", "worked_out", "binds"),
    [
        ({"off": {"2027-01-01": "元旦", "2027-01-04": "元旦"}}, date(2027, 1, 6), date(2027, 1, 5)),
        ({"on": {"2027-01-02": "元旦"}}, date(2027, 1, 4), date(2027, 1, 4)),
    ],
)
def test_when_the_years_table_comes_the_earlier_date_binds_and_both_are_shown(
    desk: Desk, clock: SetClock, change: dict[str, dict[str, str]], worked_out: date, binds: date
) -> None:
    clock.at = datetime(2026, 12, 28, 1, 0, tzinfo=UTC)
    number = promised(desk, "ZZ08", 5)
    told = deadlines.explain_case(desk.register, number)
    assert told.provisional and told.due_on == told.worked_out_on == date(2027, 1, 5) and told.notes == ()
    published(desk, **change)
    told = deadlines.explain_case(desk.register, number)
    assert (told.due_on, told.promised_on, told.worked_out_on) == (binds, date(2027, 1, 5), worked_out)
    assert not told.provisional and str(worked_out) in told.notes[0] and "2027-01-05" in told.notes[0]
    assert cases.show(desk.register, number, clock).row.due_on == binds
    assert verify(desk.register).problems == ()


def test_an_earlier_date_binds_through_a_pause(desk: Desk, clock: SetClock) -> None:
    clock.at = datetime(2026, 12, 28, 1, 0, tzinfo=UTC)
    number = promised(desk, "ZZ08", 5)  # provisionally 5 January
    published(desk, off={"2027-01-01": "元旦", "2027-01-04": "元旦"})
    clock.advance(days=1)
    cases.record(desk, number, E.PAUSED, reason="停电")
    clock.advance(days=1)
    cases.record(desk, number, E.RESUMED)
    assert deadlines.explain_case(desk.register, number).due_on == date(2027, 1, 6)


def test_a_due_date_on_a_day_the_room_is_closed_warns(desk: Desk) -> None:
    number = accepted(desk, "ZZ08")  # due on Monday 30 November
    assert cases.show(desk.register, number, desk.clock).due_warning == ""
    from app.ids import site_record_id
    from app.models.tables import Site

    with desk.write() as work:
        site = work.get(Site, site_record_id(desk.register.site_code))
        assert site is not None
        site.open_days = "24"
        work.commit()
    warning = cases.show(desk.register, number, desk.clock).due_warning
    assert "星期一" in warning and "星期二、星期四" in warning
    assert warning in deadlines.explain_case(desk.register, number).notes


def test_the_departments_limit_stands_beside_the_villages(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk, "MZ05")
    with desk.write() as work:
        case = find_case(work.session, desk.register.site_code, number)
        case.department_days, case.transport_days, case.statutory_days = 5, 2, 20
        work.commit()
    cases.record(desk, number, E.ESCALATED)
    told = deadlines.explain_case(desk.register, number)
    assert (told.department_due_on, told.transport_days) == (date(2026, 11, 30), 2)
    assert any("多于部门" in note for note in told.notes)


def test_what_is_due_within_two_working_days_comes_overdue_first(desk: Desk, clock: SetClock) -> None:
    late = accepted(desk, "ZZ08")
    clock.advance(days=5)  # Saturday; due on Monday
    assert deadlines.due_within(desk.register, clock, 0) == ()
    assert [row.case_no for row in deadlines.due_within(desk.register, clock, 1)] == [late]
    clock.advance(days=5)
    assert [row.case_no for row in deadlines.due_within(desk.register, clock, 2)] == [late]
    with pytest.raises(Refusal):
        deadlines.due_within(desk.register, clock, -1)


def test_the_days_between_finishing_and_doing_again_do_not_count(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk, "ZZ08")
    clock.advance(days=1)
    cases.record(desk, number, E.COMPLETED, data={"result": "已答复"})
    clock.advance(days=14)
    cases.record(desk, number, E.REOPENED, reason="答复有误", data={"our_fault": True})
    told = deadlines.explain_case(desk.register, number)
    assert told.due_on == date(2026, 12, 14)
    assert any("办结后、重办前" in line.reason for line in told.days)
    assert cases.page(desk.register, CaseFilter(), clock).rows[0].due_on == told.due_on


def test_a_case_is_never_written_by_reading_it(desk: Desk) -> None:
    number = accepted(desk)
    with desk.register.reading() as session:
        before = session.get_one(ServiceCase, (desk.register.site_code, _id(desk, number))).ver
    deadlines.explain_case(desk.register, number)
    with desk.register.reading() as session:
        assert session.get_one(ServiceCase, (desk.register.site_code, _id(desk, number))).ver == before


def _id(desk: Desk, number: str) -> str:
    return cases.show(desk.register, number, desk.clock).row.case_id
