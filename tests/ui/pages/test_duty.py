"""值班: a month worked by keys, appointments and tours, and a hand-over that two people sign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.domain.cases import ServiceMode
from app.services import agents, appointments, duty, handovers, tours
from app.services.desk import Desk
from app.ui.pages.duty.page import DutyPage
from app.ui.wishes import AcceptWish
from tests.services.requests import accepted
from tests.ui.pages.conftest import Keys

Opener = Callable[[type[DutyPage]], DutyPage]
TODAY = date(2026, 11, 23)


@pytest.fixture
def second(desk: Desk) -> str:
    tile = agents.add(desk, "李玉梅", "文书")
    agents.set_pin(desk.register, tile.agent_id, "1357")
    agents.set_pin(desk.register, desk.actor.agent_id, "2580")
    return tile.agent_id


def write(page: DutyPage, **said: str) -> None:
    assert page.place.form is not None
    for name, words in said.items():
        editor = page.place.form.fields[name].editor
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(words))
        else:
            assert isinstance(editor, QLineEdit)
            editor.setText(words)


def confirm(page: DutyPage, keys: Keys) -> None:
    assert page.place.form is not None
    page.place.form.confirm()
    keys.settle()
    keys.settle()


def test_a_shift_is_planned_from_the_calendar_by_keys(
    open_page: Opener, desk: Desk, keys: Keys, second: str
) -> None:
    page = open_page(DutyPage)
    assert page.roster.month.day == TODAY
    page.roster.month.setFocus()
    keys.press(Qt.Key.Key_Right)
    assert page.roster.month.day == date(2026, 11, 24)
    keys.press(Qt.Key.Key_Return)
    write(page, agent=desk.actor.agent_id, backup=second, from_time="8:30", to_time="17:30")
    confirm(page, keys)
    (shift,) = duty.roster(desk.register, TODAY, date(2026, 11, 30))
    assert (shift.on_day, shift.agent_name, shift.backup_name) == (date(2026, 11, 24), "王建国", "李玉梅")
    cell = page.roster.month.currentItem()
    assert cell is not None
    assert "王建国／李玉梅" in cell.text()


def test_a_shift_is_cancelled_only_with_a_reason(
    open_page: Opener, desk: Desk, keys: Keys, second: str
) -> None:
    duty.add(desk, TODAY, "李玉梅")
    page = open_page(DutyPage)
    page.roster.drop.click()
    confirm(page, keys)
    assert page.place.form is not None
    write(page, reason="开会")
    confirm(page, keys)
    assert duty.roster(desk.register, TODAY, TODAY) == ()


def test_the_month_turns_by_the_page_keys(open_page: Opener, desk: Desk, keys: Keys) -> None:
    duty.add(desk, date(2026, 12, 7), "王建国")
    page = open_page(DutyPage)
    page.roster.month.setFocus()
    keys.press(Qt.Key.Key_PageDown)
    assert "12" in page.roster.title.text()
    assert page.roster.month.of_day(date(2026, 12, 7))
    keys.press(Qt.Key.Key_PageUp)
    assert page.roster.month.day.month == 11


def test_who_came_by_appointment_goes_on_to_the_accept_page(
    open_page: Opener, desk: Desk, keys: Keys
) -> None:
    appointments.add(desk, "孙玉珍", TODAY, at_time="9:30", item="MZ05")
    page = open_page(DutyPage)
    wishes: list[object] = []
    page.office.accept_requested.connect(wishes.append)
    page.tabs.setCurrentIndex(1)
    page.appointments._on_accept()
    (wish,) = wishes
    assert isinstance(wish, AcceptWish)
    assert (wish.name, wish.item_code, wish.mode) == ("孙玉珍", "MZ05", ServiceMode.APPOINTMENT)
    page.appointments._on_dropped("missed")
    confirm(page, keys)
    assert appointments.between(desk.register, TODAY, TODAY)[0].status == "missed"


def test_a_tour_is_announced_and_collects_requests(open_page: Opener, desk: Desk, keys: Keys) -> None:
    made = tours.add(desk, "二组巡回", date(2026, 11, 25), ["二组广场"], ["王建国"])
    page = open_page(DutyPage)
    page.tabs.setCurrentIndex(2)
    page.tours.tell.click()
    confirm(page, keys)
    assert tours.between(desk.register, TODAY, date(2026, 11, 30))[0].announced_on == TODAY
    page.tours.collect.click()
    write(page, name="周大娘")
    confirm(page, keys)
    assert [row.name for row in tours.requests(desk.register, made.tour_id)] == ["周大娘"]
    assert page.tours.requests.words()[0][2] == "周大娘"


def test_a_hand_over_is_kept_only_when_both_have_signed(
    open_page: Opener, desk: Desk, keys: Keys, second: str
) -> None:
    number = accepted(desk)
    page = open_page(DutyPage)
    page.tabs.setCurrentIndex(3)
    assert any(number in cells for cells in page.handing_over.now.words())
    page.handing_over._on_hand_over()
    write(page, to_agent=second, from_pin="2580", to_pin="0000")
    confirm(page, keys)
    assert page.place.form is not None
    assert page.place.form.fields["to_pin"].sentence
    assert handovers.listed(desk.register) == ()
    write(page, to_pin="1357")
    confirm(page, keys)
    assert [row.to_name for row in handovers.listed(desk.register)] == ["李玉梅"]
    assert "两人都签了字" in page.bar.sentence
