"""The rules of the register's page: any length, chips, columns, masked names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.cases import CaseKind, CaseState, Light
from app.domain.requests import AcceptRequest
from app.domain.rows import CaseFilter, VillagerRow
from app.services import cases, preferences
from app.services.desk import Desk
from app.ui.office import Office
from app.ui.pages.register.page import COLUMNS, RegisterPage
from app.ui.widgets.case_columns import CaseColumn
from app.ui.widgets.case_model import PAGE_ROWS
from tests.ui.pages.conftest import Keys

Opener = Callable[[type[RegisterPage]], RegisterPage]


def accept(desk: Desk, villager: VillagerRow, item: str, again: str = "") -> str:
    request = AcceptRequest(name=villager.name, item=item, villager_id=villager.villager_id, again=again)
    return cases.accept(desk, request).case_no


@pytest.fixture
def numbers(desk: Desk, people: dict[str, VillagerRow]) -> list[str]:
    """Three cases, the newest last."""
    made = [accept(desk, people["张秀兰"], "MZ05"), accept(desk, people["李德全"], "ZZ08")]
    return [*made, accept(desk, people["赵晓龙"], "MZ01")]


def test_enter_opens_the_marked_case(
    open_page: Opener, numbers: list[str], keys: Keys, office: Office, qtbot: QtBot
) -> None:
    page = open_page(RegisterPage)
    assert page.table.cases.rowCount() == 3
    with qtbot.waitSignal(office.open_case_requested) as wish:
        keys.press(Qt.Key.Key_Down)
        keys.press(Qt.Key.Key_Return)
    assert wish.args == [numbers[1]]


def test_a_filter_chosen_on_another_page_sets_the_chips(
    open_page: Opener, numbers: list[str], keys: Keys
) -> None:
    page = open_page(RegisterPage)
    page.open(CaseFilter(states=(CaseState.WAITING_MATERIALS,), open_only=True))
    keys.settle()
    assert page.filters.open_only.isChecked()
    assert page.filters.states.ticked() == (CaseState.WAITING_MATERIALS.value,)
    found = cases.page(page.office.register, page.filters.filter, page.office.clock)
    assert page.table.cases.rowCount() == found.total


def test_chips_narrow_the_list_and_clear_together(open_page: Opener, numbers: list[str], keys: Keys) -> None:
    page = open_page(RegisterPage)
    page.filters.kinds[CaseKind.SUPPLEMENT].click()
    keys.settle()
    only = cases.page(page.office.register, CaseFilter(kinds=(CaseKind.SUPPLEMENT,)), page.office.clock)
    assert page.table.cases.rowCount() == only.total
    page.filters.lights[Light.RED].click()
    keys.settle()
    assert page.table.cases.rowCount() == 0
    assert "没有符合" in page.words.words
    page.filters.clear.click()
    keys.settle()
    assert page.table.cases.rowCount() == 3


def test_the_id_number_is_in_no_column(
    open_page: Opener, numbers: list[str], people: dict[str, VillagerRow]
) -> None:
    page = open_page(RegisterPage)
    model = page.table.cases
    shown = [model.index(r, c).data() for r in range(3) for c in range(model.columnCount())]
    assert not any(row.id_number in str(words) for row in people.values() for words in shown)


def test_names_can_be_masked(open_page: Opener, numbers: list[str], keys: Keys, desk: Desk) -> None:
    page = open_page(RegisterPage)
    page.masking.click()
    keys.settle()
    names = {page.table.cases.index(row, CaseColumn.APPLICANT).data() for row in range(3)}
    assert names == {"张*兰", "李*全", "赵*龙"}


def test_chosen_columns_are_remembered(open_page: Opener, numbers: list[str], keys: Keys, desk: Desk) -> None:
    page = open_page(RegisterPage)
    action = next(a for a in page.columns.menu().actions() if a.text() == "电话")
    action.trigger()
    keys.settle()
    assert "PHONE" in preferences.get(desk.register, COLUMNS, [])
    again = open_page(RegisterPage)
    assert CaseColumn.PHONE in again.table.columns()


def test_a_long_register_reads_only_the_pages_looked_at(
    open_page: Opener, desk: Desk, people: dict[str, VillagerRow], keys: Keys, qtbot: QtBot
) -> None:
    total = PAGE_ROWS * 2 + 30
    for _case in range(total):
        accept(desk, people["张秀兰"], "ZZ08", again="test")
    page = open_page(RegisterPage)
    model = page.table.cases
    assert model.rowCount() == total
    assert model.row_at(0) is not None
    assert model.row_at(total - 1) is None
    keys.press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: model.row_at(total - 1) is not None)
    last = model.row_at(total - 1)
    assert last is not None
    assert page.table.current_case_no() == last.case_no
    assert model.row_at(PAGE_ROWS + 5) is None


def test_an_empty_register_says_how_to_begin(open_page: Opener, desk: Desk) -> None:
    page = open_page(RegisterPage)
    assert page.words.words == "还没有办件"
