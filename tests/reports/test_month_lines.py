"""What counts as received, completed, overdue, extended and rated in a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cases import CaseKind, CaseState, RatingLevel
from app.domain.figures import CaseFacts, Period
from app.reports.month_lines import category_lines, ledger_line, overdue_lines, rating_lines

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


def weekdays(first: date, last: date) -> int:
    return sum(date.fromordinal(n).weekday() < 5 for n in range(first.toordinal() + 1, last.toordinal() + 1))


def test_the_four_kinds_add_up_to_what_was_received() -> None:
    facts = [replace(CASE, case_no=kind, kind=kind) for kind in CaseKind]
    (line,) = category_lines(facts, OCTOBER)
    assert line.received == line.immediate + line.promised + line.supplement + line.escalated == 4


@pytest.mark.parametrize("ended", [{"voided": True}, {"old_book": True}])
def test_voided_and_old_book_cases_stand_in_the_register_but_in_no_figure(ended: dict[str, bool]) -> None:
    case = replace(CASE, **ended)  # type: ignore[arg-type]
    assert category_lines([case], OCTOBER) == ()
    assert overdue_lines([case], OCTOBER, weekdays) == ()
    assert not ledger_line(case, id_number="", first_asked="").counted


def test_a_declined_request_is_not_received() -> None:
    case = replace(CASE, declined=True, state=CaseState.DECLINED)
    assert category_lines([case], OCTOBER) == ()
    assert not ledger_line(case, id_number="", first_asked="").counted


def test_a_case_of_september_finished_in_october_is_completed_but_not_received() -> None:
    case = replace(CASE, accepted_on=date(2026, 9, 28), completed_on=date(2026, 10, 10))
    (line,) = category_lines([case], OCTOBER)
    assert (line.received, line.completed, line.on_time, line.overdue) == (0, 1, 1, 0)


def test_a_case_finished_late_is_overdue_by_working_days() -> None:
    case = replace(CASE, completed_on=date(2026, 10, 20))
    (line,) = category_lines([case], OCTOBER)
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
    (line,) = category_lines([good, bad, later, CASE], OCTOBER)
    assert (line.rated, line.satisfied) == (2, 1)
    assert [said.level for said in rating_lines([bad, later, good], OCTOBER)] == ["基本满意", "不满意"]


def test_complaints_of_the_month_are_listed_without_a_name() -> None:
    case = replace(CASE, complained_on=date(2026, 10, 12), complaint_upheld=True)
    (line,) = rating_lines([case], OCTOBER)
    assert (line.sort, line.answer) == ("投诉", "经核查属实")
    assert CASE.applicant not in repr(line)


def test_categories_of_the_catalogue_are_listed_even_without_cases() -> None:
    lines = category_lines([replace(CASE, category="其他")], OCTOBER, ("残联", "民政"))
    assert [(line.name, line.received) for line in lines] == [("残联", 0), ("民政", 0), ("其他", 1)]
