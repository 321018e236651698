"""The rules of the accept page, kept by keys alone."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.cases import CaseKind
from app.domain.requests import AcceptRequest
from app.domain.rows import CaseAccepted, CaseFilter, VillagerRow
from app.services import cases, drafts, preferences, villagers
from app.services.desk import Desk
from app.services.villagers import VillagerDraft
from app.ui.habits import AFTER_ACCEPTING
from app.ui.office import Office
from app.ui.pages.accept.draft import PAGE
from app.ui.pages.accept.page import AcceptPage
from tests.ui.pages.conftest import PEOPLE, Keys, whole_number

ENTER = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
Opener = Callable[[type[AcceptPage]], AcceptPage]


@pytest.fixture
def page(open_page: Opener, desk: Desk, people: dict[str, VillagerRow]) -> AcceptPage:
    preferences.put(desk.register, AFTER_ACCEPTING, "none")
    return open_page(AcceptPage)


def accepted(desk: Desk) -> tuple[str, ...]:
    return tuple(row.case_no for row in cases.page(desk.register, CaseFilter(), desk.clock).rows)


def test_a_returning_villagers_ordinary_case_takes_at_most_twenty_key_presses(
    page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.saved) as saved:
        keys.type("ldq")
        keys.press(ENTER)
        keys.type("gljt")
        keys.press(ENTER)
        for _paper in range(4):
            keys.press(Qt.Key.Key_Space)
        keys.press(ENTER, CTRL)
    fact = saved.args[0]
    assert isinstance(fact, CaseAccepted)
    assert keys.presses <= 20
    assert page.done_panel.case_no == fact.case_no
    assert accepted(desk) == (fact.case_no,)
    assert fact.missing == ()
    assert fact.kind is CaseKind.ESCALATED
    assert cases.show(desk.register, fact.case_no, desk.clock).row.applicant == "李德全"


def test_what_is_not_ticked_makes_a_supplement_case_and_is_named(
    page: AcceptPage, keys: Keys, qtbot: QtBot
) -> None:
    keys.type("ldq")
    keys.press(ENTER)
    keys.type("gljt")
    keys.press(ENTER)
    keys.press(Qt.Key.Key_Space)
    assert "补办件" in page.outcome.words
    assert "社保卡/银行卡" in page.outcome.words
    with qtbot.waitSignal(page.saved) as saved:
        keys.press(ENTER, CTRL)
    assert saved.args[0].kind is CaseKind.SUPPLEMENT
    assert "社保卡/银行卡" in saved.args[0].missing


def test_a_card_reader_that_types_eighteen_characters_and_enter_finds_the_villager(
    page: AcceptPage, keys: Keys
) -> None:
    keys.type(PEOPLE[1][1], wait=False)
    keys.press(ENTER)
    keys.settle()
    assert page.form.who.villager is not None
    assert page.form.who.villager.name == "张秀莲"


def test_the_last_four_of_the_number_find_the_villager(page: AcceptPage, keys: Keys) -> None:
    keys.type(PEOPLE[2][1][-4:])
    keys.press(ENTER)
    assert page.form.who.villager is not None
    assert page.form.who.villager.name == "赵晓龙"


def test_characters_find_the_villager(page: AcceptPage, keys: Keys) -> None:
    field = page.form.who.picker.field
    field.insert("秀莲")
    field.textEdited.emit(field.text())
    keys.settle()
    keys.press(ENTER)
    assert page.form.who.villager is not None
    assert page.form.who.villager.name == "张秀莲"


def test_two_people_of_one_number_are_shown_and_a_person_decides(
    page: AcceptPage, keys: Keys, desk: Desk
) -> None:
    number = PEOPLE[0][1]
    twin = VillagerDraft("张秀南", number, "", "五组", same_number_reason="派出所号码重复")
    villagers.save(desk, twin)
    keys.type(number, wait=False)
    keys.press(ENTER)
    keys.settle()
    assert page.form.who.villager is None
    assert page.form.who.picker.box.isVisible()
    assert page.form.who.picker.box.count() == 3  # two people and "new"
    keys.press(Qt.Key.Key_Down)
    keys.press(ENTER)
    assert page.form.who.villager is not None


def test_a_wrong_id_number_is_said_beside_the_field_as_it_is_typed(page: AcceptPage, keys: Keys) -> None:
    keys.type("wangwu")
    keys.press(ENTER)
    right = whole_number("11010119900307123")
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    keys.type(wrong[:10])
    assert page.form.who.edit.id_number.sentence == "已输 10 位，共 18 位"
    keys.type(wrong[10:])
    assert "最后一位" in page.form.who.edit.id_number.sentence
    keys.press(Qt.Key.Key_Backspace)
    keys.type(right[-1])
    assert "1990 年 3 月 7 日" in page.form.who.edit.id_number.sentence


def test_a_new_villager_is_registered_in_place(
    page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    keys.type("wangwu")
    keys.press(ENTER)
    page.form.who.edit.line(page.form.who.edit.name).setText("王五")
    keys.type(whole_number("11010119900307123"))
    for _field in range(3):
        keys.press(ENTER)
    keys.type("ZZ05")
    keys.press(ENTER)
    keys.press(Qt.Key.Key_A)
    with qtbot.waitSignal(page.saved):
        keys.press(ENTER, CTRL)
    assert [row.name for row in villagers.find(desk.register, "王五")] == ["王五"]


def test_a_number_already_registered_is_shown_with_its_owner(page: AcceptPage, keys: Keys) -> None:
    keys.type("wangwu")
    keys.press(ENTER)
    keys.type(PEOPLE[0][1])
    keys.settle()
    same = page.form.who.edit._same
    assert not same.isHidden()


def test_an_open_case_of_the_same_person_and_item_is_shown_before_saving(
    page: AcceptPage, keys: Keys, desk: Desk, people: dict[str, VillagerRow], qtbot: QtBot
) -> None:
    first = cases.accept(
        desk, AcceptRequest(name="李德全", item="MZ05", villager_id=people["李德全"].villager_id)
    )
    keys.type("ldq")
    keys.press(ENTER)
    keys.type("gljt")
    keys.press(ENTER)
    assert [row.case_no for row in page.outcome.duplicates.rows] == [first.case_no]
    keys.press(ENTER, CTRL)
    assert accepted(desk) == (first.case_no,)
    with qtbot.waitSignal(page.office.open_case_requested) as wish:
        keys.press(Qt.Key.Key_F7)
    assert wish.args == [first.case_no]
    keys.press(Qt.Key.Key_F8)
    keys.type("lost paper")
    with qtbot.waitSignal(page.saved):
        keys.press(ENTER, CTRL)
    assert len(accepted(desk)) == 2


def test_saving_without_a_person_says_so_beside_the_field(page: AcceptPage, keys: Keys, desk: Desk) -> None:
    keys.press(ENTER, CTRL)
    assert "先选申请人" in page.form.who.picker.sentence
    assert accepted(desk) == ()


def test_a_half_filled_page_opens_again_at_the_same_field(
    page: AcceptPage, keys: Keys, desk: Desk, open_page: Opener, qtbot: QtBot
) -> None:
    keys.type("ldq")
    keys.press(ENTER)
    keys.type("gljt")
    keys.press(ENTER)
    keys.press(Qt.Key.Key_Space)
    keys.press(ENTER)
    keys.type("tel only")
    qtbot.waitUntil(lambda: page.keeping.settled)
    again = open_page(AcceptPage)
    assert again.form.who.villager is not None
    assert again.form.who.villager.name == "李德全"
    assert again.form.what.item is not None
    assert again.form.what.item.code == "MZ05"
    assert len(again.form.papers.table.papers.given()) == 1
    assert again.form.more.note_line.text() == "tel only"
    assert QApplication.focusWidget() is again.form.more.note_line


def test_every_key_is_on_disk_a_moment_later(page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot) -> None:
    for typed in ("z", "zx", "zxq"):
        with qtbot.waitSignal(page.keeping.kept):
            keys.type(typed[-1])
        body = drafts.kept(desk.register, PAGE, desk.actor.agent_id)
        assert body is not None
        assert body["who_text"] == typed


def test_a_page_is_said_to_be_on_disk_only_when_its_last_key_is(
    page: AcceptPage, keys: Keys, desk: Desk, office: Office, qtbot: QtBot
) -> None:
    slow_disk = threading.Event()
    office.tasks.run(page, slow_disk.wait)
    keys.type("z", wait=False)
    page.keeping.keep_now()
    keys.type("x", wait=False)
    with qtbot.waitSignal(page.keeping.kept):
        slow_disk.set()
    body = drafts.kept(desk.register, PAGE, desk.actor.agent_id)
    assert body is not None
    assert body["who_text"] == "zx"


def test_a_saved_page_leaves_no_draft(page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot) -> None:
    keys.type("ldq")
    keys.press(ENTER)
    keys.type("ZZ05")
    keys.press(ENTER)
    keys.press(Qt.Key.Key_A)
    with qtbot.waitSignal(page.saved):
        keys.press(ENTER, CTRL)
    qtbot.waitUntil(lambda: page.keeping.settled)
    assert drafts.kept(desk.register, PAGE, desk.actor.agent_id) is None
    keys.press(ENTER)
    assert QApplication.focusWidget() is page.form.who.picker.field


def test_invisible_characters_are_taken_out_and_named(page: AcceptPage, keys: Keys) -> None:
    QApplication.clipboard().setText("张\u202e秀\x07兰")
    page.form.who.picker.field.paste()
    keys.settle()
    assert page.form.who.picker.text() == "张秀兰"
    assert "改变文字方向" in page.form.who.picker.sentence
    assert "控制字符" in page.form.who.picker.sentence
    keys.press(ENTER)
    assert page.form.who.villager is not None


def test_no_field_lives_in_a_popup(page: AcceptPage, keys: Keys) -> None:
    keys.type("zxl")
    box = page.form.who.picker.box
    assert box.isVisible()
    assert box.window() is page.window()
    assert QApplication.activePopupWidget() is None
    assert QApplication.focusWidget() is page.form.who.picker.field


def test_clearing_empties_the_page_and_forgets_the_draft(
    page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    keys.type("ldq")
    keys.press(ENTER)
    keys.press(Qt.Key.Key_Backspace, CTRL)
    qtbot.waitUntil(lambda: page.keeping.settled)
    assert page.form.who.villager is None
    assert drafts.kept(desk.register, PAGE, desk.actor.agent_id) is None


def test_another_page_can_begin_an_acceptance_for_a_villager(
    page: AcceptPage, office: Office, people: dict[str, VillagerRow], keys: Keys
) -> None:
    page.open(people["张秀兰"].villager_id)
    keys.settle()
    assert page.form.who.villager is not None
    assert page.form.who.villager.name == "张秀兰"


def test_asking_for_a_new_request_again_puts_the_saved_one_away(
    page: AcceptPage, keys: Keys, qtbot: QtBot
) -> None:
    keys.type("ldq")
    keys.press(ENTER)
    keys.type("ZZ05")
    keys.press(ENTER)
    with qtbot.waitSignal(page.saved):
        keys.press(ENTER, CTRL)
    assert page.done_panel.isVisible()
    page.shown()
    assert page.form.isVisible()
    assert QApplication.focusWidget() is page.form.who.picker.field


def test_kind_and_promise_appear_as_soon_as_the_item_is_known(page: AcceptPage, keys: Keys) -> None:
    page.form.what.picker.field.setFocus()
    keys.type("gljt")
    keys.press(ENTER)
    assert "补办件" in page.outcome.words
    page.form.papers.table.papers.tick_all()
    keys.settle()
    assert "上报件" in page.outcome.words
    assert "2026年12月7日" in page.outcome.words


def test_a_name_of_three_hundred_characters_is_refused_beside_the_field(
    page: AcceptPage, keys: Keys, desk: Desk
) -> None:
    keys.type("wangwu")
    keys.press(ENTER)
    edit = page.form.who.edit
    edit.line(edit.name).setText("王" * 300)
    edit.line(edit.id_number).setText(whole_number("11010119900307123"))
    page.form.what.picker.field.setFocus()
    keys.type("ZZ05")
    keys.press(ENTER)
    keys.press(ENTER, CTRL)
    assert "300 个字" in edit.name.sentence
    assert QApplication.focusWidget() is edit.name.editor
    assert accepted(desk) == ()
    assert edit.line(edit.name).text() == "王" * 300


def test_a_wrong_telephone_is_refused_beside_the_field_and_nothing_typed_is_lost(
    page: AcceptPage, keys: Keys, desk: Desk
) -> None:
    keys.type("wangwu")
    keys.press(ENTER)
    edit = page.form.who.edit
    edit.line(edit.name).setText("王五")
    edit.line(edit.id_number).setText(whole_number("11010119900307123"))
    edit.line(edit.phone).setText("138937")
    page.form.what.picker.field.setFocus()
    keys.type("ZZ05")
    keys.press(ENTER)
    keys.press(ENTER, CTRL)
    assert "11 位" in edit.phone.sentence
    assert accepted(desk) == ()
    assert edit.particulars().name == "王五"


def test_an_emoji_is_taken_out_and_named(page: AcceptPage, keys: Keys) -> None:
    QApplication.clipboard().setText("张秀兰😀")
    page.form.who.picker.field.paste()
    keys.settle()
    assert page.form.who.picker.text() == "张秀兰"
    assert "表情符号" in page.form.who.picker.sentence


def test_an_item_not_in_the_catalogue_is_said_and_nothing_chosen(page: AcceptPage, keys: Keys) -> None:
    page.form.what.picker.field.setFocus()
    keys.type("qqqq")
    keys.press(ENTER)
    assert page.form.what.item is None
    assert page.form.what.picker.box.isVisible()
