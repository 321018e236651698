"""A register of a million rows is asked for page by page, and only where somebody looks."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pytestqt.qtbot import QtBot

from app.domain.cases import CaseKind, CaseState, Light
from app.domain.rows import CaseRow
from app.ui.widgets.case_columns import CaseColumn
from app.ui.widgets.case_model import PAGE_ROWS, PAGES_KEPT
from app.ui.widgets.case_table import CaseTable

MILLION = 1_000_000


def case_row(number: int) -> CaseRow:
    return CaseRow(
        case_id=f"{number:032x}",
        case_no=f"101201-261123-A1-{number:07}",
        applicant="李德全",
        group="四组",
        item_code="MZ05",
        item_name="高龄津贴申领",
        category="民政",
        kind=CaseKind.PROMISED,
        state=CaseState.IN_PROGRESS,
        light=Light.GREEN,
        accepted_at=datetime(2026, 11, 23, 1, tzinfo=UTC),
        promised_on=date(2026, 12, 1),
        due_on=date(2026, 12, 1),
        provisional=True,
        agent_name="王建国",
        phone="13893700047",
        sensitive=False,
        where="only_here",
    )


def rows_of(page: int) -> tuple[CaseRow, ...]:
    return tuple(case_row(page * PAGE_ROWS + at) for at in range(PAGE_ROWS))


def shown_table(qtbot: QtBot) -> CaseTable:
    table = CaseTable()
    qtbot.addWidget(table)
    table.resize(1100, 500)
    table.cases.begin(MILLION, rows_of(0))
    table.show()
    return table


def test_jumping_to_the_end_of_a_million_asks_for_one_or_two_pages(qtbot: QtBot) -> None:
    table = shown_table(qtbot)
    asked: list[int] = []
    table.cases.page_wanted.connect(asked.append)
    with qtbot.waitSignal(table.cases.page_wanted):
        table.go_to_row(MILLION - 1)
    last = MILLION // PAGE_ROWS - 1
    assert last in asked
    assert len(asked) <= 2
    table.cases.put_page(last, rows_of(last), MILLION)
    assert table.current_case_no() == f"101201-261123-A1-{MILLION - 1:07}"


def test_only_so_many_pages_stay_in_memory(qtbot: QtBot) -> None:
    table = shown_table(qtbot)
    for page in range(1, PAGES_KEPT + 20):
        table.cases.put_page(page, rows_of(page), MILLION)
    assert table.cases.row_at(5) is None
    assert table.cases.row_at((PAGES_KEPT + 19) * PAGE_ROWS) is not None


def test_a_changed_total_begins_the_list_again(qtbot: QtBot) -> None:
    table = shown_table(qtbot)
    table.cases.put_page(3, rows_of(3), MILLION + 1)
    assert table.cases.rowCount() == MILLION + 1


def test_a_provisional_day_says_so(qtbot: QtBot) -> None:
    table = shown_table(qtbot)
    assert table.cases.index(0, CaseColumn.DUE).data() == "2026-12-01（暂定）"
