"""The rules of the page of people: found while typing, saved once, two of one number shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.rows import VillagerRow
from app.services import households, joining, villagers
from app.services.desk import Desk
from app.services.villagers import VillagerDraft
from app.ui.office import Office
from app.ui.pages.villagers.page import VillagersPage
from app.ui.widgets.ask_editors import TickList
from app.ui.widgets.id_line import IdLine
from tests.ui.pages.conftest import PEOPLE, Keys, whole_number

Opener = Callable[[type[VillagersPage]], VillagersPage]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(open_page: Opener, people: dict[str, VillagerRow]) -> VillagersPage:
    return open_page(VillagersPage)


def test_letters_find_a_person_and_show_the_page_of_the_first(page: VillagersPage, keys: Keys) -> None:
    keys.type("ldq")
    keys.settle()
    assert page.list.model.rowCount() == 1
    assert page.person.row is not None
    assert page.person.row.name == "李德全"


def test_the_id_number_is_masked_until_asked_for(page: VillagersPage, keys: Keys) -> None:
    keys.type("ldq")
    keys.settle()
    line = page.person.findChild(IdLine)
    assert isinstance(line, IdLine)
    assert line.words.startswith("**************")


def test_nothing_found_names_what_was_searched(page: VillagersPage, keys: Keys) -> None:
    keys.type("qqqq")
    assert "qqqq" in page.list.words.words


def test_a_changed_telephone_is_saved(page: VillagersPage, keys: Keys, desk: Desk, qtbot: QtBot) -> None:
    keys.type("ldq")
    keys.settle()
    page.person.begin_edit()
    page.person.edit.line(page.person.edit.phone).setText("13893719999")
    with qtbot.waitSignal(page.office.villager_saved):
        keys.press(Qt.Key.Key_Return, CTRL)
    assert villagers.find(desk.register, "李德全")[0].phone == "13893719999"


def test_a_wrong_telephone_is_said_beside_the_field(page: VillagersPage, keys: Keys, desk: Desk) -> None:
    keys.type("ldq")
    keys.settle()
    page.person.begin_edit()
    page.person.edit.line(page.person.edit.phone).setText("138937")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert "11 位" in page.person.edit.phone.sentence
    assert villagers.find(desk.register, "李德全")[0].phone == "13893700047"


def test_a_second_name_for_one_number_is_saved_only_with_a_reason(
    page: VillagersPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    page.new.click()
    edit = page.person.edit
    edit.line(edit.name).setText("张秀南")
    edit.line(edit.id_number).setText(PEOPLE[0][1])
    keys.press(Qt.Key.Key_Return, CTRL)
    assert "张秀兰" in edit.id_number.sentence
    assert not page.person.because.isHidden()
    page.person.because.editor.setFocus()
    keys.type("two of one number")
    with qtbot.waitSignal(page.shown_person):
        keys.press(Qt.Key.Key_Return, CTRL)
    assert len(villagers.same_number(desk.register, PEOPLE[0][1])) == 2
    assert "张秀兰" in page.person._same.text()


def test_a_new_person_without_a_number_needs_a_reason(page: VillagersPage, keys: Keys, desk: Desk) -> None:
    page.new.click()
    edit = page.person.edit
    edit.line(edit.name).setText("李小宝")
    assert not edit.reason.isHidden()
    keys.press(Qt.Key.Key_Return, CTRL)
    assert villagers.find(desk.register, "李小宝") == ()


def test_acceptance_can_begin_from_a_persons_page(
    page: VillagersPage, keys: Keys, office: Office, qtbot: QtBot, people: dict[str, VillagerRow]
) -> None:
    page.open(people["赵晓龙"].villager_id)
    keys.settle()
    with qtbot.waitSignal(office.accept_requested) as wish:
        page.person._on_accept()
    assert wish.args == [people["赵晓龙"].villager_id]


def test_the_list_grows_as_one_scrolls(open_page: Opener, desk: Desk, keys: Keys) -> None:
    for number in range(120):
        body = f"6209021954{1 + number % 12:02}{1 + number % 28:02}{number:03}"
        villagers.save(desk, VillagerDraft(f"王{chr(0x4E00 + number)}", whole_number(body)))
    page = open_page(VillagersPage)
    assert page.list.model.rowCount() == 100
    page.list.table.scrollToBottom()
    keys.settle()
    assert page.list.model.rowCount() == 120


def test_tags_and_liaison_are_kept_beside_the_name(
    page: VillagersPage, keys: Keys, desk: Desk, people: dict[str, VillagerRow]
) -> None:
    page.open(people["李德全"].villager_id)
    keys.settle()
    page.person.more_requested.emit()
    form = page.keeping.place.form
    assert form is not None
    tags = form.fields["tags"].editor
    assert isinstance(tags, TickList)
    tags.boxes["低保"].setChecked(True)
    form.fields["liaison"].editor.setText("李强")  # type: ignore[attr-defined]
    form.confirm()
    keys.settle()
    keys.settle()
    kept = villagers.get(desk.register, people["李德全"].villager_id)
    assert (kept.tags, kept.liaison) == (("低保",), "李强")
    assert "低保" in page.person._more.text()


def test_a_changed_name_stands_in_the_dated_history(
    page: VillagersPage, keys: Keys, desk: Desk, people: dict[str, VillagerRow]
) -> None:
    old = people["李德全"]
    villagers.save(
        desk, VillagerDraft("李德泉", old.id_number, old.phone, old.group, villager_id=old.villager_id)
    )
    page.open(old.villager_id)
    keys.settle()
    words = [cells[1] for cells in page.person.records.history.words()]
    assert "姓名：李德全 → 李德泉" in words


def test_two_records_of_one_person_are_shown_joined_with_a_reason_and_parted_again(
    page: VillagersPage, keys: Keys, desk: Desk, people: dict[str, VillagerRow]
) -> None:
    old = people["李德全"]
    villagers.save(desk, VillagerDraft(old.name, "", old.phone, old.group, id_missing_reason="没带证"))
    page.find_alike.click()
    keys.settle()
    keys.settle()
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert joining.rows(desk.register) == ()
    form = page.keeping.place.form
    assert form is not None
    form.fields["reason"].editor.setText("同一本户口簿")  # type: ignore[attr-defined]
    form.confirm()
    keys.settle()
    keys.settle()
    assert [row.undone_at for row in joining.rows(desk.register)] == [None]
    page.alike.joined.setFocus()
    keys.press(Qt.Key.Key_Return)
    form = page.keeping.place.form
    assert form is not None
    form.fields["reason"].editor.setText("看错了")  # type: ignore[attr-defined]
    form.confirm()
    keys.settle()
    assert joining.rows(desk.register)[0].undone_at is not None


def test_a_household_takes_a_named_person_in(
    page: VillagersPage, keys: Keys, desk: Desk, people: dict[str, VillagerRow]
) -> None:
    page.open(people["李德全"].villager_id)
    keys.settle()
    page.person.household_requested.emit()
    form = page.keeping.place.form
    assert form is not None
    form.fields["added"].editor.setText("张秀兰")  # type: ignore[attr-defined]
    form.confirm()
    keys.settle()
    keys.settle()
    there = households.of(desk.register, people["张秀兰"].villager_id)
    assert there is not None
    assert there.head_name == "李德全"
