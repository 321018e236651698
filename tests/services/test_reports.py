"""The month's workbook counts what the register holds, as it stood at the month's end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import SetClock
from app.domain import catalogue
from app.domain.periods import parse
from app.errors import Refusal
from app.reports.period_report import PeriodReport
from app.services import cases, reports
from app.services.desk import Desk
from tests.reports.spreadsheet_program import formulas_of, values_of, without_values, worked_out
from tests.services.requests import accepted, id_number


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour - 8, tzinfo=UTC)


def done(desk: Desk, number: str, *, rating: str = "", late: str = "") -> None:
    why = {"overdue_explanation": late} if late else {}
    cases.record(desk, number, "completed", data={"result": "已办好"} | why)
    cases.record(desk, number, "delivered", data={"to_whom": "本人"})
    if rating:
        said = {"level": rating, "reason": "太慢"} if rating == "dissatisfied" else {"level": rating}
        cases.record(desk, number, "rated", data=said)


@pytest.fixture
def autumn(desk: Desk, clock: SetClock) -> dict[str, str]:
    """October and November 2026 of a room, case by case."""
    said: dict[str, str] = {}

    def take(story: str, item: str, order: int, *, without: int = 0) -> str:
        said[story] = accepted(
            desk,
            item,
            without=without,
            name=f"张{'一二三四五六七八九十'[order]}",
            id_number=id_number(order=order + 1),
            note="申请人口述",
        )
        return said[story]

    clock.at = at(date(2026, 10, 12))
    done(desk, take("immediate", "YB02", 0), rating="very_satisfied")
    take("late", "GY04", 1)  # five working days, to 19 October
    take("unfinished", "GY07", 2)
    take("voided", "QT09", 3)
    take("waiting", "CL01", 4, without=1)
    cases.record(desk, take("withdrawn", "ZZ08", 5), "withdrawn", reason="不办了")
    cases.record(desk, take("declined", "QT10", 6), "declined", data={"ground": "not_in_scope"})
    clock.at = at(date(2026, 10, 28))
    done(desk, said["late"], rating="dissatisfied", late="县里排期")
    clock.at = at(date(2026, 11, 3))
    cases.record(desk, said["voided"], "voided", reason="登记错了")
    done(desk, said["unfinished"], rating="satisfied", late="县里排期")
    cases.record(desk, said["waiting"], "supplemented")
    take("november", "LD03", 7)
    clock.at = at(date(2026, 11, 23))
    return said


def totals(report: PeriodReport) -> dict[str, int]:
    names = (
        *("received", "completed", "immediate", "promised", "supplement", "escalated"),
        *("on_time", "overdue", "satisfied", "rated"),
    )
    return {name: sum(getattr(line, name) for line in report.categories) for name in names}


def test_a_month_counts_its_cases_as_they_stood_at_its_end(desk: Desk, autumn: dict[str, str]) -> None:
    report = reports.report_of(desk.register, parse("2026-10"), desk.clock)
    assert totals(report) == {
        "received": 6,  # a declined request was not received; the void came after the month
        "immediate": 1,
        "promised": 4,
        "supplement": 1,
        "escalated": 0,
        "completed": 2,
        "on_time": 1,
        "overdue": 3,  # one late, two promises of 19 October still open
        "rated": 2,
        "satisfied": 1,
    }
    states = {line.case_no: line.state for line in report.ledger}
    assert states[autumn["voided"]] == "承办中"
    assert states[autumn["waiting"]] == "待补正"


def test_what_happened_later_stands_in_its_own_month(desk: Desk, autumn: dict[str, str]) -> None:
    report = reports.report_of(desk.register, parse("2026-11"), desk.clock)
    assert totals(report)["received"] == 1
    assert totals(report)["completed"] == 1
    assert totals(report)["rated"] == totals(report)["satisfied"] == 1
    assert [line.case_no for line in report.ledger] == [autumn["november"]]
    assert autumn["waiting"] not in {line.case_no for line in report.overdue}


def test_late_and_overdue_cases_are_listed_with_their_working_days(
    desk: Desk, autumn: dict[str, str]
) -> None:
    lines = {
        line.case_no: line for line in reports.report_of(desk.register, parse("2026-10"), desk.clock).overdue
    }
    assert set(lines) == {autumn["late"], autumn["unfinished"], autumn["voided"]}
    assert lines[autumn["late"]].promised_on == date(2026, 10, 19)
    assert lines[autumn["late"]].days_late == 7
    assert lines[autumn["late"]].explanation == "县里排期"
    assert lines[autumn["unfinished"]].completed_on is None


def test_the_six_rates_are_those_of_the_domain(desk: Desk, autumn: dict[str, str]) -> None:
    rates = {line.name: line for line in reports.report_of(desk.register, parse("2026-10"), desk.clock).rates}
    assert (rates["申请事项受理率"].numerator, rates["申请事项受理率"].denominator) == (6, 7)
    assert rates["群众评价满意率"].text == "50.0%"
    assert (rates["承诺期限兑现率"].numerator, rates["承诺期限兑现率"].denominator) == (1, 4)
    assert rates["组织机构健全率"].text == "0.0%"
    assert rates["代理事项公开率"].text == "—(无)"  # a sample catalogue is nobody's publication


def test_every_case_of_the_month_stands_in_the_register_book(desk: Desk, autumn: dict[str, str]) -> None:
    report = reports.report_of(desk.register, parse("2026-10"), desk.clock)
    assert {line.case_no for line in report.ledger} == set(autumn.values()) - {autumn["november"]}
    book = {line.case_no: line for line in report.ledger}
    assert not book[autumn["declined"]].counted
    assert book[autumn["immediate"]].first_asked == "王芳"
    assert len({line.id_number for line in report.ledger}) == 7


def test_an_extension_the_law_gives_moves_the_promise_and_another_does_not(
    desk: Desk, clock: SetClock
) -> None:
    clock.at = at(date(2026, 10, 12))
    lawful = accepted(desk, "GY04")
    other = accepted(desk, "GY07")
    more: dict[str, object] = {"until_on": "2026-10-30", "approved_by": "赵站长", "reason": "鉴定"}
    cases.record(desk, lawful, "extended", data=more | {"statutory": True, "told_on": "2026-10-12"})
    cases.record(desk, other, "extended", data=more)
    clock.at = at(date(2026, 10, 28))
    done(desk, lawful)
    done(desk, other)
    report = reports.report_of(desk.register, parse("2026-10"), clock)
    assert totals(report)["on_time"] == 1
    listed = [(line.sort, line.case_no) for line in report.overdue]
    assert listed == [("超期", other), ("延期", lawful), ("延期", other)]


def test_a_month_that_is_not_over_counts_up_to_today_and_says_so(desk: Desk, clock: SetClock) -> None:
    clock.at = at(date(2026, 11, 2))
    overdue = accepted(desk, "GY04")  # due on 9 November
    clock.at = at(date(2026, 11, 20))
    accepted(desk, "GY07")  # due on 27 November: not yet
    report = reports.report_of(desk.register, parse("2026-11"), clock)
    assert [line.case_no for line in report.overdue] == [overdue]
    assert totals(report)["received"] == 2
    assert "统计到当天" in report.as_of_text
    clock.at = at(date(2026, 12, 1))
    assert totals(reports.report_of(desk.register, parse("2026-11"), clock))["overdue"] == 2


def test_a_month_that_has_not_begun_is_empty(desk: Desk) -> None:
    accepted(desk, "GY04")
    report = reports.report_of(desk.register, parse("2027-03"), desk.clock)
    assert "还没有开始" in report.as_of_text
    assert set(totals(report).values()) == {0}
    assert not len(report.ledger) and not report.overdue


def test_the_same_data_gives_the_same_bytes(desk: Desk, autumn: dict[str, str], clock: SetClock) -> None:
    first = reports.month(desk.register, 2026, 10, clock)
    clock.advance(minutes=90)
    assert reports.month(desk.register, 2026, 10, clock) == first


def test_a_month_without_cases_still_has_its_sheets(desk: Desk) -> None:
    made = values_of(reports.month(desk.register, 2025, 2, desk.clock))
    assert made.sheetnames == ["封面", "月统计表", "受理登记簿", "六率考核", "超期与延期", "评价与投诉"]


def test_the_sample_catalogue_is_named_on_the_report(desk: Desk) -> None:
    report = reports.report_of(desk.register, parse("2026-11"), desk.clock)
    assert report.sample_notice == catalogue.SAMPLE_NOTICE


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (1999, 1), (2101, 1)])
def test_a_month_that_does_not_exist_is_refused(desk: Desk, year: int, month: int) -> None:
    with pytest.raises(Refusal) as caught:
        reports.month(desk.register, year, month, desk.clock)
    assert (caught.value.field, caught.value.code) == ("period", "period")


@pytest.mark.needs("soffice")
def test_a_spreadsheet_works_out_the_same_totals(desk: Desk, autumn: dict[str, str], tmp_path: Path) -> None:
    made = reports.month(desk.register, 2026, 10, desk.clock)
    written, calculated = values_of(made), worked_out(without_values(made), tmp_path)
    cells = [
        (sheet.title, cell.coordinate)
        for sheet in formulas_of(made)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert cells
    for sheet, name in cells:
        assert calculated[sheet][name].value == written[sheet][name].value, (sheet, name)


def test_a_case_counts_on_the_day_in_china(desk: Desk, clock: SetClock) -> None:
    clock.at = datetime(2026, 10, 31, 15, 59, tzinfo=UTC)
    accepted(desk, "YB02")
    clock.at += timedelta(minutes=2)
    accepted(desk, "LD03")
    assert totals(reports.report_of(desk.register, parse("2026-10"), clock))["received"] == 1
    assert totals(reports.report_of(desk.register, parse("2026-11"), clock))["received"] == 1
