"""A sent month stays as it was; what becomes known later is next month's 调整; every number opens its cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest

from app.clock import CHINA, SetClock
from app.domain.case_counts import COUNT_WORDS
from app.domain.old_books import OldBookEntry
from app.domain.periods import ReportPeriod, parse
from app.errors import Refusal
from app.models.tables import (
    Agent,
    Complaint,
    DutyShift,
    Inquiry,
    Made,
    SentReport,
    ServiceCase,
    Site,
    SiteInspection,
)
from app.reports.workbook import sheet_names
from app.services import cases, old_book, reports, reports_counting
from app.services.desk import Desk
from app.services.reports import Making
from tests.services.requests import accepted, id_number

OCTOBER, NOVEMBER = parse("2026-10"), parse("2026-11")


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour), CHINA).astimezone(UTC)


def take(desk: Desk, order: int, item: str = "GY04") -> str:
    return accepted(
        desk, item, name=f"李{'一二三四五六七八九十'[order]}", id_number=id_number(order=order + 1)
    )


def finish(desk: Desk, number: str, level: str = "", late: str = "") -> None:
    why = {"overdue_explanation": late} if late else {}
    cases.record(desk, number, "completed", data={"result": "已办好"} | why)
    cases.record(desk, number, "delivered", data={"to_whom": "本人"})
    if level:
        cases.record(desk, number, "rated", data={"level": level})


@pytest.fixture
def october(desk: Desk, clock: SetClock) -> list[str]:
    """Three cases of October; the first is finished and rated."""
    clock.at = at(10, 12)
    numbers = [take(desk, order) for order in range(3)]
    finish(desk, numbers[0], "satisfied")
    clock.at = at(11, 3)
    return numbers


def received(desk: Desk, period: str) -> int:
    return reports.shown(desk.register, parse(period), desk.clock).figures.total["received"]


def test_a_sent_month_is_frozen_and_what_comes_late_is_an_adjustment_once(
    desk: Desk, clock: SetClock, october: list[str]
) -> None:
    reports.send(desk, OCTOBER)
    before = reports.workbook(desk, OCTOBER)
    clock.at = at(11, 10)
    cases.record(desk, october[2], "voided", reason="登记错了")
    assert received(desk, "2026-10") == 3
    assert reports.workbook(desk, OCTOBER) == before
    clock.at = at(12, 2)
    late = reports.shown(desk.register, NOVEMBER, clock).adjustments
    told = {(line.name, line.sent, line.earlier, line.now, line.change) for line in late}
    assert told == {("受理数", 3, 0, 2, -1), ("超期数", 2, 0, 1, -1)}
    reports.send(desk, NOVEMBER)
    clock.at = at(12, 30)
    assert reports.shown(desk.register, parse("2026-12"), clock).adjustments == ()
    assert len(reports.shown(desk.register, NOVEMBER, clock).adjustments) == 2


def book_of(desk: Desk, period: ReportPeriod) -> list[str]:
    return [line.case_no for line in reports.report_of(desk.register, period, desk.clock).ledger]


def taken_in_late(desk: Desk, clock: SetClock) -> str:
    """A case of the old paper book that was accepted in October and is entered in November."""
    clock.at = at(11, 10)
    on = date(2026, 10, 8)
    entry = OldBookEntry("第1册", "1", "赵六", "GY04", on, completed_on=on, result="已办好")
    return old_book.enter(desk, entry).case_no


@pytest.mark.parametrize("in_memory", [2, 5_000])
def test_a_sent_book_keeps_its_cases_however_long_it_is(
    desk: Desk, clock: SetClock, october: list[str], in_memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports_counting, "LEDGER_IN_MEMORY", in_memory)
    reports.send(desk, OCTOBER)
    before = reports.workbook(desk, OCTOBER)
    late = taken_in_late(desk, clock)
    assert late not in book_of(desk, OCTOBER)
    assert sorted(book_of(desk, OCTOBER)) == sorted(october)
    assert len(reports.report_of(desk.register, OCTOBER, clock).ledger) == 3
    assert reports.workbook(desk, OCTOBER) == before


def test_a_month_sent_without_a_case_keeps_an_empty_book(desk: Desk, clock: SetClock) -> None:
    clock.at = at(11, 3)
    reports.send(desk, OCTOBER)
    taken_in_late(desk, clock)
    assert book_of(desk, OCTOBER) == []


def test_counting_stops_when_it_is_asked_to(desk: Desk, october: list[str]) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return True

    with pytest.raises(Refusal) as refused:
        reports.workbook(desk, OCTOBER, Making(cancelled=cancelled))
    assert refused.value.code == "cancelled" and len(asked) == 1
    assert "已停止统计" in refused.value.sentence
    with desk.register.reading() as session:
        assert session.query(Made).count() == 0


def test_a_case_that_went_on_before_it_was_voided_is_adjusted_too(
    desk: Desk, clock: SetClock, october: list[str]
) -> None:
    reports.send(desk, OCTOBER)
    clock.at = at(11, 10)
    finish(desk, october[1], late="县里排期")
    clock.at = at(11, 12)
    cases.record(desk, october[2], "completed", data={"result": "已办好", "overdue_explanation": "排期"})
    cases.record(desk, october[2], "voided", reason="登记错了")
    clock.at = at(12, 2)
    late = reports.shown(desk.register, NOVEMBER, clock).adjustments
    assert ("受理数", 3, 2) in {(line.name, line.sent, line.now) for line in late}


def test_a_month_sent_after_a_later_one_does_not_tell_late_facts_again(
    desk: Desk, clock: SetClock, october: list[str]
) -> None:
    """October is sent, then December, then November: what came late of October stands in December alone."""
    reports.send(desk, OCTOBER)
    clock.at = at(11, 10)
    cases.record(desk, october[2], "voided", reason="登记错了")
    clock.at = at(12, 31) + timedelta(days=2)
    reports.send(desk, parse("2026-12"))
    reports.send(desk, NOVEMBER)
    assert reports.shown(desk.register, NOVEMBER, clock).adjustments == ()
    late = reports.shown(desk.register, parse("2026-12"), clock).adjustments
    assert next((line.period, line.name, line.change) for line in late) == ("2026年10月", "受理数", -1)
    clock.at = at(12, 31) + timedelta(days=40)
    assert reports.shown(desk.register, parse("2027-01"), clock).adjustments == ()


def test_what_a_case_fetched_late_explained_stands_in_the_report(desk: Desk, clock: SetClock) -> None:
    clock.at = at(10, 12)
    number = take(desk, 1, "MZ05")
    cases.record(desk, number, "escalated", data={"to": "镇"})
    clock.at = at(11, 3)
    cases.record(desk, number, "result_ready", data={"where": "镇"})
    cases.record(desk, number, "fetched", data={"overdue_explanation": "路上塌方"})
    line = reports.report_of(desk.register, NOVEMBER, clock).overdue[0]
    assert (line.case_no, line.explanation) == (number, "路上塌方")


def test_a_case_that_still_waits_for_papers_at_the_end_has_no_promise_in_that_months_book(
    desk: Desk, clock: SetClock
) -> None:
    clock.at = at(10, 30)
    number = accepted(desk, "GY04", without=1)
    clock.at = at(11, 3)
    cases.record(desk, number, "supplemented")
    assert next(iter(reports.report_of(desk.register, OCTOBER, clock).ledger)).promised_on is None
    assert next(iter(reports.report_of(desk.register, OCTOBER, clock).ledger)).state == "待补正"


def test_the_adjustments_have_a_sheet_of_their_own(desk: Desk, clock: SetClock, october: list[str]) -> None:
    reports.send(desk, OCTOBER)
    clock.at = at(11, 10)
    cases.record(desk, october[2], "voided", reason="登记错了")
    report = reports.report_of(desk.register, NOVEMBER, clock)
    assert "调整" in sheet_names(report)
    assert "调整" not in sheet_names(reports.report_of(desk.register, OCTOBER, clock))


@pytest.mark.parametrize(
    ("period", "code"), [("2026-11", "period-open"), ("2027-01", "period-open"), ("2026-10", "already-sent")]
)
def test_only_a_period_that_is_over_is_sent_and_only_once(
    desk: Desk, october: list[str], period: str, code: str
) -> None:
    reports.send(desk, OCTOBER)
    with pytest.raises(Refusal) as caught:
        reports.send(desk, parse(period))
    assert caught.value.code == code


def test_a_quarter_counts_each_case_once_and_is_compared_with_the_one_before(
    desk: Desk, october: list[str]
) -> None:
    finish(desk, october[1], "very_satisfied", "县里排期")
    report = reports.report_of(desk.register, parse("2026Q4"), desk.clock)
    lines = {line.name: (line.now, line.before) for line in report.comparison}
    assert lines["受理"] == (3, 0)
    assert lines["办结"] == (2, 0)
    assert [line.accepted for line in report.months] == [3, 0]
    assert "与上期比较" in sheet_names(report)


def test_every_number_opens_the_cases_behind_it(desk: Desk, october: list[str]) -> None:
    shown = reports.shown(desk.register, OCTOBER, desk.clock)
    for name, words in COUNT_WORDS.items():
        rows = reports.behind(desk.register, OCTOBER, words, desk.clock)
        assert len(rows) == shown.figures.total[name], words
    rows = reports.behind(desk.register, OCTOBER, "overdue_open", desk.clock)
    assert [row.case_no for row in rows] == october[1:]
    assert reports.behind(desk.register, OCTOBER, "received", desk.clock, category="没有") == ()
    with pytest.raises(Refusal) as caught:
        reports.behind(desk.register, OCTOBER, "说不清", desk.clock)
    assert caught.value.field == "figure"


def test_the_cumulative_numbers_open_the_cases_that_were_over_long_before(
    desk: Desk, clock: SetClock, october: list[str]
) -> None:
    clock.at = at(12, 20)
    december = parse("2026-12")
    shown = reports.shown(desk.register, december, clock)
    for name in ("ever_accepted", "ever_completed"):
        rows = reports.behind(desk.register, december, name, clock)
        assert len(rows) == shown.figures.total[name], name
    assert [
        row.case_no for row in reports.behind(desk.register, december, "ever_completed", clock)
    ] == october[:1]


def test_making_a_workbook_is_journaled_and_changes_nothing(desk: Desk, october: list[str]) -> None:
    first = reports.workbook(desk, OCTOBER)
    desk.clock.advance(days=3)  # type: ignore[attr-defined]
    assert reports.workbook(desk, OCTOBER) == first
    with desk.register.reading() as session:
        made = session.query(Made).all()
    assert [(row.what, row.period, row.whole_numbers) for row in made] == [("report", "2026-10", False)] * 2


def ledger_words(made: bytes) -> str:
    sheet = openpyxl.load_workbook(BytesIO(made))["受理登记簿"]
    return " ".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)


def test_whole_id_numbers_need_a_reason_that_is_journaled(desk: Desk, october: list[str]) -> None:
    number = id_number(order=1)
    assert number not in ledger_words(reports.workbook(desk, OCTOBER))
    for reason in ("查", "    "):
        with pytest.raises(Refusal) as caught:
            reports.workbook(desk, OCTOBER, Making(whole_numbers_reason=reason))
        assert caught.value.field == "whole_ids"
    whole = reports.workbook(desk, OCTOBER, Making(whole_numbers_reason="报医保局核对"))
    assert number in ledger_words(whole)
    with desk.register.reading() as session:
        reasons = [row.reason for row in session.query(Made).all() if row.whole_numbers]
    assert reasons == ["报医保局核对"]


def test_inquiries_lower_the_acceptance_rate_only_while_unanswered(desk: Desk, october: list[str]) -> None:
    with desk.write() as unit:
        for outcome, day, is_request in (("open", 20, True), ("open", 30, True), ("open", 20, False)):
            asked_at = at(10, day)
            unit.add(
                Inquiry(
                    asked_at=asked_at,
                    asked_on=date(2026, 10, day),
                    topic="低保",
                    is_request=is_request,
                    first_asked=desk.actor.agent_id,
                    outcome=outcome,
                )
            )
        unit.commit()
    rate = reports.shown(desk.register, OCTOBER, desk.clock).figures.rates[2]
    assert (rate.numerator, rate.denominator) == (3, 4)


def test_a_complaint_found_true_counts_once_it_is_decided(desk: Desk, october: list[str]) -> None:
    with desk.write() as unit:
        unit.add(
            Complaint(
                text="无人值班",
                received_on=date(2026, 10, 20),
                due_on=date(2026, 10, 27),
                answered_on=date(2026, 11, 2),
                upheld=True,
                answer="已整改",
            )
        )
        unit.commit()
    zeros = {
        period: reports.shown(desk.register, parse(period), desk.clock).figures.zeros[4].count
        for period in ("2026-10", "2026-11")
    }
    assert zeros == {"2026-10": 0, "2026-11": 1}
    (line,) = [
        line for line in reports.report_of(desk.register, OCTOBER, desk.clock).ratings if line.sort == "投诉"
    ]
    assert line.words == "无人值班" and line.answer == ""


def test_a_room_that_has_everything_meets_every_check(desk: Desk, october: list[str]) -> None:
    site_code = desk.register.site_code
    with desk.write() as unit:
        site = unit.session.query(Site).filter(Site.site_code == site_code).one()
        agents = unit.session.query(Agent).all()
        other = unit.add(Agent(name="李玉梅", active=True))
        unit.session.flush()
        for one, backup in ((agents[0], other), (other, agents[0])):
            one.backup_agent_id = backup.id
            one.term_from_on, one.trained_on = date(2026, 1, 1), date(2026, 1, 5)
        site.head_agent_id = site.manager_agent_id = agents[0].id
        site.hotline, site.sign_put_up, site.open_days = "0937-5550000", True, "1"
        site.complaint_phone, site.complaint_box = "0937-5550001", True
        unit.add(SiteInspection(inspected_on=date(2026, 3, 1), by_agent=other.id))
        for day in (12, 19):  # 5 October is a holiday, 26 October is left empty
            unit.add(DutyShift(on_day=date(2026, 10, day), agent_id=other.id))
        unit.commit()
    rate = reports.shown(desk.register, OCTOBER, desk.clock).figures.rates[0]
    assert (rate.numerator, rate.denominator) == (7, 8)
    assert rate.beside == "未达到：每个开放日有人值班"
    with desk.write() as unit:
        unit.add(DutyShift(on_day=date(2026, 10, 26), agent_id=other.id))
        unit.commit()
    report = reports.report_of(desk.register, OCTOBER, desk.clock)
    assert report.rates[0].text == "100.0%"
    assert [line.on.day for line in report.shifts] == [12, 19, 26]
    assert "值班" in sheet_names(report)


def slip(desk: Desk, number: str, paper: date, accepted_at: datetime) -> None:
    with desk.write() as unit:
        case = unit.session.query(ServiceCase).filter(ServiceCase.case_no == number).one()
        case.origin, case.accepted_on, case.accepted_at = "reserved_slip", paper, accepted_at
        unit.commit()


@pytest.mark.parametrize(("entered", "month"), [(at(11, 3), "2026-10"), (at(11, 4), "2026-11")])
def test_a_reserved_slip_counts_at_its_paper_date_if_entered_within_two_open_days(
    desk: Desk, clock: SetClock, entered: datetime, month: str
) -> None:
    clock.at = entered
    slip(desk, take(desk, 0), date(2026, 10, 30), at(10, 30))
    clock.at = at(12, 1)
    assert received(desk, month) == 1
    assert received(desk, "2026-10") + received(desk, "2026-11") == 1


def test_a_case_from_an_inquiry_is_a_request_of_the_day_it_was_asked(desk: Desk, clock: SetClock) -> None:
    clock.at = at(11, 2)
    number = take(desk, 0)
    with desk.write() as unit:
        case = unit.session.query(ServiceCase).filter(ServiceCase.case_no == number).one()
        unit.add(
            Inquiry(
                asked_at=at(10, 28),
                asked_on=date(2026, 10, 28),
                topic="低保",
                is_request=True,
                first_asked=desk.actor.agent_id,
                outcome="case",
                case_id=case.id,
                answered_on=date(2026, 11, 2),
            )
        )
        unit.commit()
    rates = {
        period: reports.shown(desk.register, parse(period), clock).figures.rates[2]
        for period in ("2026-10", "2026-11")
    }
    assert (rates["2026-10"].numerator, rates["2026-10"].denominator) == (0, 1)
    assert rates["2026-11"].denominator == 0
    assert received(desk, "2026-11") == 1


def test_what_is_over_stands_in_the_cumulative_numbers_only(
    desk: Desk, clock: SetClock, october: list[str]
) -> None:
    figures = reports.shown(desk.register, NOVEMBER, clock).figures
    assert (figures.total["ever_accepted"], figures.total["ever_completed"]) == (3, 1)
    assert "累计办结 1 ÷ 受理 3" in figures.rates[3].beside


def test_the_sent_figures_name_their_definitions(desk: Desk, october: list[str]) -> None:
    reports.send(desk, OCTOBER)
    with desk.register.reading() as session:
        row = session.query(SentReport).one()
    assert row.definitions == "2" and len(row.sha256) == 64
    assert row.figures["figures"]["total"]["received"] == 3
    assert sorted(row.figures["book"]) == sorted(october)
