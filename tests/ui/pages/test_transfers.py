"""去镇上: only what is ticked goes into the bag, and what came home is ticked off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.domain.cases import CaseState
from app.services import cases, items, transfer_lists
from app.services.desk import Desk
from app.ui.pages.transfers.page import TransfersPage
from tests.services.requests import accepted, id_number
from tests.ui.pages.conftest import Keys

Opener = Callable[[type[TransfersPage]], TransfersPage]


@pytest.fixture
def forwarded(desk: Desk) -> tuple[str, str]:
    """Two cases that wait to be taken to town."""
    above = [item for item in items.in_force(desk.register, desk.clock).items if item.tier == "township"]
    found = []
    for at, item in enumerate(above[:2]):
        number = accepted(desk, item.code, id_number=id_number(order=21 + 20 * at))
        cases.record(desk, number, "escalated")
        found.append(number)
    return found[0], found[1]


def confirm(page: TransfersPage, keys: Keys, **said: str) -> None:
    assert page.place.form is not None
    for name, words in said.items():
        editor = page.place.form.fields[name].editor
        assert isinstance(editor, QLineEdit)
        editor.setText(words)
    page.place.form.confirm()
    keys.settle()
    keys.settle()


def test_only_ticked_cases_go_on_the_list(
    open_page: Opener, desk: Desk, keys: Keys, forwarded: tuple[str, str]
) -> None:
    page = open_page(TransfersPage)
    page.up.waiting.setFocus()
    first = str(page.up.waiting.current())
    keys.press(Qt.Key.Key_Space)
    assert first not in page.up.waiting.ticked()
    page.up.make.click()
    confirm(page, keys, window="民政窗口")
    (made,) = transfer_lists.listed(desk.register, "up")
    assert {line.case_no for line in made.lines} == set(forwarded) - {first}
    assert [cells[0] for cells in page.up.waiting.words()] == [first]
    assert made.list_no in page.bar.sentence


def test_a_bag_is_handed_over_to_somebody_by_name(
    open_page: Opener, desk: Desk, keys: Keys, forwarded: tuple[str, str]
) -> None:
    transfer_lists.make(desk, "up")
    page = open_page(TransfersPage)
    page.up.hand.click()
    confirm(page, keys)
    assert page.place.form is not None
    assert page.place.form.fields["receiver"].sentence
    confirm(page, keys, receiver="镇民政办 陈芳")
    assert transfer_lists.listed(desk.register, "up")[0].handed_on is not None
    assert not page.up.hand.isEnabled()


def test_what_came_home_is_ticked_off(
    open_page: Opener, desk: Desk, keys: Keys, forwarded: tuple[str, str]
) -> None:
    page = open_page(TransfersPage)
    outside = [
        item
        for item in items.in_force(desk.register, desk.clock).items
        if item.tier not in ("village", "township", "district")
    ]
    number = accepted(desk, outside[0].code, id_number=id_number(order=81))
    cases.record(desk, number, "escalated")
    cases.record(desk, number, "received", data={"by": "窗口"})
    cases.record(desk, number, "result_ready", data={"result": "已办"})
    transfer_lists.make(desk, "down", receiver="王建国")
    page.reload()
    keys.settle()
    page.tabs.setCurrentIndex(1)
    assert page.down.fetch is not None
    page.down.fetch.click()
    confirm(page, keys, result="证照一本")
    assert cases.show(desk.register, number, desk.clock).row.state is CaseState.COMPLETED
    assert not page.down.fetch.isEnabled()
