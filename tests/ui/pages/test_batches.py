"""The rules of the page of batches: ID number after ID number, each once, and who is away is marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.batches import BatchRow, PersonStatus
from app.domain.rows import CaseFilter, VillagerRow
from app.services import batches, cases
from app.services.desk import Desk
from app.ui.pages.batches.page import BatchesPage
from tests.ui.pages.conftest import PEOPLE, Keys, whole_number

ENTER = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Opener = Callable[[type[BatchesPage]], BatchesPage]


@pytest.fixture
def batch(desk: Desk, people: dict[str, VillagerRow]) -> BatchRow:
    return batches.open_batch(desk, "ZZ05", "2027 年认证", [row.villager_id for row in people.values()])


def test_one_number_after_another_is_accepted_by_enter(
    open_page: Opener, keys: Keys, desk: Desk, batch: BatchRow
) -> None:
    page = open_page(BatchesPage)
    page.scan.begin()
    for person in PEOPLE[:2]:
        keys.type(person[1], wait=False)
        keys.press(ENTER)
        keys.settle()
    assert page.scan.number.hasFocus()
    assert page.scan.number.text() == ""
    assert "已办 2 人" in page.scan.sentence
    assert batches.get(desk.register, batch.batch_id).done == 2
    assert cases.page(desk.register, CaseFilter(batch_id=batch.batch_id), desk.clock).total == 2


def test_nobody_is_accepted_twice_in_one_batch(
    open_page: Opener, keys: Keys, desk: Desk, batch: BatchRow
) -> None:
    page = open_page(BatchesPage)
    page.scan.begin()
    for _time in range(2):
        keys.type(PEOPLE[0][1], wait=False)
        keys.press(ENTER)
        keys.settle()
    assert "已经受理" in page.scan.sentence
    assert batches.get(desk.register, batch.batch_id).done == 1


def test_who_is_in_no_register_is_asked_for_the_name(
    open_page: Opener, keys: Keys, desk: Desk, batch: BatchRow
) -> None:
    page = open_page(BatchesPage)
    page.scan.begin()
    keys.type(whole_number("62090219880808123"), wait=False)
    keys.press(ENTER)
    keys.settle()
    assert page.scan.name.hasFocus()
    keys.type("lisi")
    keys.press(ENTER)
    keys.settle()
    assert batches.get(desk.register, batch.batch_id).total == 5


def test_enter_on_the_list_accepts_and_later_opens_the_case(
    open_page: Opener, keys: Keys, desk: Desk, batch: BatchRow, qtbot: QtBot
) -> None:
    page = open_page(BatchesPage)
    page.people.table.setFocus()
    keys.press(ENTER)
    keys.settle()
    done = [row for row in batches.persons(desk.register, batch.batch_id) if row.status is PersonStatus.DONE]
    assert len(done) == 1
    with qtbot.waitSignal(page.office.open_case_requested) as wish:
        keys.press(ENTER)
    assert wish.args == [done[0].case_no]


def test_who_is_away_is_marked_with_a_word_why(
    open_page: Opener, keys: Keys, desk: Desk, batch: BatchRow
) -> None:
    page = open_page(BatchesPage)
    page.people.table.setFocus()
    keys.press(Qt.Key.Key_2, ALT)
    keys.type("gd")
    keys.press(ENTER, CTRL)
    keys.settle()
    away = batches.persons(desk.register, batch.batch_id, PersonStatus.AWAY)
    assert [row.note for row in away] == ["gd"]


def test_a_batch_opens_with_a_whole_group_on_its_list(
    open_page: Opener, keys: Keys, desk: Desk, people: dict[str, VillagerRow]
) -> None:
    page = open_page(BatchesPage)
    page.begin_new()
    keys.settle()
    form = page.place.form
    assert form is not None
    for name, value in (("item", "ZZ05"), ("group", "二组")):
        box = form.fields[name].editor
        box.setCurrentIndex(box.findData(value))  # type: ignore[attr-defined]
    form.fields["title"].editor.setText("认证")  # type: ignore[attr-defined]
    form.confirm()
    keys.settle()
    (row,) = batches.rows(desk.register)
    assert [one.name for one in batches.persons(desk.register, row.batch_id)] == ["张秀兰"]
    assert page.batch == row


def test_a_closed_batch_takes_nobody_more(open_page: Opener, keys: Keys, desk: Desk, batch: BatchRow) -> None:
    batches.close(desk, batch.batch_id)
    page = open_page(BatchesPage)
    assert not page.scan.isEnabled()
    assert not page.close_batch.isEnabled()
    assert page.again.isEnabled()
