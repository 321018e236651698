"""The rules of the register's page: any length, chips, columns, masked names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.cases import CaseKind, CaseState, Light, ServiceMode
from app.domain.requests import AcceptRequest, Urgency
from app.domain.rows import CaseFilter, VillagerRow
from app.services import batches, cases, preferences
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


def test_cases_are_narrowed_by_mode_urgency_and_who_handles_them(
    open_page: Opener, desk: Desk, people: dict[str, VillagerRow], numbers: list[str], keys: Keys
) -> None:
    old = people["张秀莲"]
    urgent = AcceptRequest(
        name=old.name,
        item="MZ05",
        villager_id=old.villager_id,
        mode=ServiceMode.HOME,
        urgency=Urgency.URGENT,
        urgency_reason="住院",
        urgency_approver="王建国",
    )
    cases.accept(desk, urgent)
    page = open_page(RegisterPage)
    more = page.filters.more
    for menu, words in ((more.modes, "上门"), (more.urgency, "急事"), (more.agent, desk.actor.name)):
        next(a for a in menu.menu().actions() if a.text() == words).trigger()
        keys.settle()
        assert page.table.cases.rowCount() == 1
    wanted = page.filters.filter
    assert (wanted.modes, wanted.urgency, wanted.agent_id) == (
        (ServiceMode.HOME,),
        "urgent",
        desk.actor.agent_id,
    )
    page.filters.clear.click()
    keys.settle()
    assert page.table.cases.rowCount() == 4


def test_a_batch_chosen_elsewhere_stays_chosen_when_the_list_of_batches_arrives(
    open_page: Opener, desk: Desk, people: dict[str, VillagerRow], numbers: list[str], keys: Keys
) -> None:
    batch = batches.open_batch(desk, "ZZ05", "认证", [people["张秀兰"].villager_id])
    batches.accept(desk, batch.batch_id, people["张秀兰"].id_number)
    page = open_page(RegisterPage)
    page.open(CaseFilter(batch_id=batch.batch_id))
    keys.settle()
    page.shown()
    keys.settle()
    assert page.filters.filter.batch_id == batch.batch_id
    assert page.table.cases.rowCount() == 1
    page.filters.kinds[CaseKind.SUPPLEMENT].click()
    keys.settle()
    assert page.filters.filter.batch_id == batch.batch_id


def test_masked_names_hide_sensitive_items_too(
    open_page: Opener, numbers: list[str], keys: Keys, people: dict[str, VillagerRow], desk: Desk
) -> None:
    accept(desk, people["张秀莲"], "MZ04")
    page = open_page(RegisterPage)
    page.masking.click()
    keys.settle()
    assert page.table.cases.index(0, CaseColumn.ITEM).data() == "民生服务事项"
