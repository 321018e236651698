"""What counts as received, completed, overdue, extended and rated in a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cases import CaseKind, CaseState, RatingLevel
from app.domain.figures import CaseFacts, ComplaintFacts
from app.domain.periods import Period
from app.domain.rates import figures_of
from app.reports.period_lines import category_lines, ledger_line, overdue_lines, rate_lines, rating_lines
from app.reports.period_report import CategoryLine

OCTOBER = Period.month(2026, 10)
CASE = CaseFacts(
    case_no="101201-261009-A1-009K",
    item_code="MZ-01",
    category="民政",
    kind=CaseKind.PROMISED,
    state=CaseState.IN_PROGRESS,
    accepted_on=date(2026, 10, 9),
    promised_on=date(2026, 10, 16),
    promise_kept_by=date(2026, 10, 16),
    due_on=date(2026, 10, 16),
    item_name="高龄津贴",
    applicant="王建国",
)


def table(*cases: CaseFacts, categories: tuple[str, ...] = ()) -> tuple[CategoryLine, ...]:
    return category_lines(figures_of(cases, OCTOBER, categories=categories))


def weekdays(first: date, last: date) -> int:
    return sum(date.fromordinal(n).weekday() < 5 for n in range(first.toordinal() + 1, last.toordinal() + 1))


def test_the_four_kinds_add_up_to_what_was_received() -> None:
    facts = [replace(CASE, case_no=kind, kind=kind) for kind in CaseKind]
    (line,) = table(*facts)
    assert line.received == line.immediate + line.promised + line.supplement + line.escalated == 4


@pytest.mark.parametrize("ended", [{"voided": True}, {"old_book": True}])
def test_voided_and_old_book_cases_stand_in_the_register_but_in_no_figure(ended: dict[str, bool]) -> None:
    case = replace(CASE, **ended)  # type: ignore[arg-type]
    assert table(case) == ()
    assert overdue_lines([case], OCTOBER, weekdays) == ()
    assert not ledger_line(case, id_number="", first_asked="").counted


def test_a_declined_request_is_not_received() -> None:
    case = replace(CASE, declined=True, state=CaseState.DECLINED)
    assert [line.received for line in table(case)] == [0]
    assert not ledger_line(case, id_number="", first_asked="").counted


def test_a_case_of_september_finished_in_october_is_completed_but_not_received() -> None:
    case = replace(CASE, accepted_on=date(2026, 9, 28), completed_on=date(2026, 10, 10))
    (line,) = table(case)
    assert (line.received, line.completed, line.on_time, line.overdue) == (0, 1, 1, 0)


def test_a_case_finished_late_is_overdue_by_working_days() -> None:
    case = replace(CASE, completed_on=date(2026, 10, 20))
    (line,) = table(case)
    assert (line.completed, line.on_time, line.overdue) == (1, 0, 1)
    (late,) = overdue_lines([case], OCTOBER, weekdays)
    assert (late.sort, late.days_late, late.completed_on) == ("超期", 2, date(2026, 10, 20))


def test_a_case_finished_next_month_is_still_overdue_in_this_one() -> None:
    (late,) = overdue_lines([replace(CASE, completed_on=date(2026, 11, 5))], OCTOBER, weekdays)
    assert (late.completed_on, late.days_late) == (None, 10)


def test_an_extension_is_shown_with_who_approved_it() -> None:
    extended = {"extended_on": date(2026, 10, 15), "extended_until": date(2026, 11, 3)}
    case = replace(CASE, **extended, due_on=date(2026, 11, 3), extension_approved_by="孙站长")  # type: ignore[arg-type]
    (line,) = overdue_lines([case], OCTOBER, weekdays)
    assert (line.sort, line.due_on, line.approved_by) == ("延期", date(2026, 11, 3), "孙站长")


def test_only_ratings_of_the_month_count_and_silence_is_not_good() -> None:
    good = replace(CASE, rating=RatingLevel.BASICALLY_SATISFIED, rated_on=date(2026, 10, 30))
    bad = replace(CASE, rating=RatingLevel.DISSATISFIED, rated_on=date(2026, 10, 31))
    later = replace(CASE, rating=RatingLevel.SATISFIED, rated_on=date(2026, 11, 1))
    (line,) = table(good, bad, later, CASE)
    assert (line.rated, line.satisfied) == (2, 1)
    assert [said.level for said in rating_lines([bad, later, good], OCTOBER)] == ["基本满意", "不满意"]


def test_complaints_of_the_month_are_listed_without_a_name() -> None:
    case = replace(CASE, complained_on=date(2026, 10, 12), complaint_words="无人值班")
    (line,) = rating_lines([case], OCTOBER)
    assert (line.sort, line.words) == ("投诉", "无人值班")
    assert CASE.applicant not in repr(line)


def test_a_complaint_with_a_record_of_its_own_is_listed_once() -> None:
    on = date(2026, 10, 12)
    case = replace(CASE, complained_on=on, complaint_words="无人值班")
    record = ComplaintFacts(on, date(2026, 10, 20), True, CASE.case_no, "高龄津贴", "无人值班", "已补值班")
    (line,) = rating_lines([case], OCTOBER, [record])
    assert line.answer == "经核查属实；已补值班"


def test_categories_of_the_catalogue_are_listed_even_without_cases() -> None:
    lines = table(replace(CASE, category="其他"), categories=("残联", "民政"))
    assert [(line.name, line.received) for line in lines] == [("残联", 0), ("民政", 0), ("其他", 1)]


def test_the_table_counts_as_overdue_just_the_cases_of_the_overdue_list() -> None:
    late = replace(CASE, case_no="late", completed_on=date(2026, 10, 20))
    still_open = replace(CASE, case_no="open")
    in_time = replace(CASE, case_no="kept", completed_on=date(2026, 10, 16))
    listed = overdue_lines([late, still_open, in_time], OCTOBER, weekdays)
    assert sum(line.overdue for line in table(late, still_open, in_time)) == len(listed) == 2


def test_each_rate_is_printed_with_its_definition_and_what_stands_beside_it() -> None:
    lines = rate_lines(figures_of([CASE], OCTOBER))
    assert [line.no for line in lines] == [1, 2, 3, 4, 5, 6]
    assert (lines[2].numerator, lines[2].denominator, lines[2].text) == (1, 1, "100.0%")
    assert lines[2].note.endswith("依法不予受理 0 件，超过1个工作日未答复 0 件")
    assert lines[5].text == "—(无)" and "参评率" in lines[5].note
