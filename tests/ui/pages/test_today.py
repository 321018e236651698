"""The rules of the day's board: every number opens exactly what it counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clock import today
from app.domain.cases import ServiceMode
from app.domain.requests import AcceptRequest, MaterialGiven
from app.domain.rows import CaseFilter, VillagerRow
from app.services import appointments, cases, duty, items, seals
from app.services.desk import Desk
from app.ui.office import Office
from app.ui.pages.today.page import TodayPage
from app.ui.widgets.case_columns import CaseColumn
from tests.ui.pages.conftest import Keys

Opener = Callable[[type[TodayPage]], TodayPage]


def accept(desk: Desk, villager: VillagerRow, code: str, *, complete: bool) -> None:
    item = items.in_force(desk.register, desk.clock).item(code)
    assert item is not None
    papers = tuple(MaterialGiven(paper.name) for paper in item.materials) if complete else ()
    name, who = villager.name, villager.villager_id
    cases.accept(desk, AcceptRequest(name=name, item=code, villager_id=who, materials=papers))


def test_each_number_opens_a_list_of_that_length(
    open_page: Opener, desk: Desk, people: dict[str, VillagerRow], office: Office, qtbot: QtBot
) -> None:
    accept(desk, people["张秀兰"], "ZZ08", complete=True)
    desk.clock.advance(days=20)  # type: ignore[attr-defined]
    accept(desk, people["李德全"], "ZZ05", complete=True)
    accept(desk, people["赵晓龙"], "MZ05", complete=False)
    page = open_page(TodayPage)
    assert page.overdue.number == "1"
    assert page.accepted.number == "2"
    assert page.waiting.number == "1"
    for card in (page.overdue, page.due_today, page.to_deliver, page.waiting, page.accepted):
        with qtbot.waitSignal(office.open_register_requested) as wish:
            QTest.keyClick(card, Qt.Key.Key_Return)
        found = cases.page(desk.register, wish.args[0], desk.clock)
        assert str(found.total) == card.number


def test_what_came_back_from_above_opens_its_own_list(
    open_page: Opener, office: Office, qtbot: QtBot
) -> None:
    page = open_page(TodayPage)
    with qtbot.waitSignal(office.open_register_requested) as wish:
        QTest.keyClick(page.returned, Qt.Key.Key_Return)
    assert wish.args[0] == CaseFilter(returned=True)


def test_the_most_pressing_case_opens_on_enter(
    open_page: Opener, desk: Desk, people: dict[str, VillagerRow], office: Office, qtbot: QtBot, keys: Keys
) -> None:
    accept(desk, people["张秀兰"], "ZZ08", complete=True)
    page = open_page(TodayPage)
    page.table.setFocus()
    with qtbot.waitSignal(office.open_case_requested):
        keys.press(Qt.Key.Key_Return)


def test_the_board_follows_a_case_saved_elsewhere(
    open_page: Opener, desk: Desk, people: dict[str, VillagerRow], office: Office, keys: Keys, qtbot: QtBot
) -> None:
    page = open_page(TodayPage)
    assert page.accepted.number == "0"
    accept(desk, people["张秀兰"], "ZZ08", complete=True)
    office.case_saved.emit(object())
    qtbot.waitUntil(lambda: page.accepted.number == "1")


def test_a_quiet_day_says_what_to_do(open_page: Opener, desk: Desk) -> None:
    page = open_page(TodayPage)
    assert not page._nothing.isHidden()
    assert page.table.isHidden()


def test_who_comes_today_begins_an_acceptance_by_enter(
    open_page: Opener, desk: Desk, office: Office, keys: Keys, qtbot: QtBot
) -> None:
    booked = appointments.add(
        desk, "潘建国", today(desk.clock), at_time="15:00", phone="13893700001", item="MZ05"
    )
    page = open_page(TodayPage)
    page.around.table.setFocus()
    with qtbot.waitSignal(office.accept_requested) as wish:
        keys.press(Qt.Key.Key_Return)
    assert wish.args[0].appointment_id == booked.appointment_id
    assert wish.args[0].mode is ServiceMode.APPOINTMENT
    assert (wish.args[0].name, wish.args[0].item_code) == ("潘建国", "MZ05")


def test_who_is_on_duty_stands_on_the_board(open_page: Opener, desk: Desk) -> None:
    duty.add(desk, today(desk.clock), desk.actor.name)
    page = open_page(TodayPage)
    assert desk.actor.name in page.around.duty_words


def test_papers_that_wait_for_a_seal_open_as_a_list_and_lead_to_their_case(
    open_page: Opener, desk: Desk, people: dict[str, VillagerRow], office: Office, keys: Keys, qtbot: QtBot
) -> None:
    accept(desk, people["张秀兰"], "ZZ08", complete=True)
    number = cases.page(desk.register, CaseFilter(), desk.clock).rows[0].case_no
    seals.ask(desk, number, "居住证明")
    page = open_page(TodayPage)
    assert page.seals.number == "1"
    page.seals.setFocus()
    keys.press(Qt.Key.Key_Return)
    with qtbot.waitSignal(office.open_case_requested) as wish:
        keys.press(Qt.Key.Key_Return)
    assert wish.args == [number]
    keys.press(Qt.Key.Key_Escape)
    assert page.table.isVisible()


def test_a_sensitive_item_stands_on_the_board_in_neutral_words(
    open_page: Opener, desk: Desk, people: dict[str, VillagerRow]
) -> None:
    accept(desk, people["张秀兰"], "MZ04", complete=True)
    page = open_page(TodayPage)
    words = page.table.cases.index(0, CaseColumn.ITEM).data()
    assert words == "民生服务事项"
