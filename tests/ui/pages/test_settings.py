"""设置: what is chosen holds; what is refused stands beside its field."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app.services import agent_files, agents, homes, preferences, room_posts, rooms
from app.services.room_posts import RoomPosts
from app.ui.office import Office
from app.ui.pages.settings.about_section import AboutSection
from app.ui.pages.settings.agents_section import AgentsSection
from app.ui.pages.settings.backup_section import BackupSection
from app.ui.pages.settings.look_section import LookSection
from app.ui.pages.settings.page import SettingsPage
from app.ui.pages.settings.printers_section import PrintersSection
from app.ui.pages.settings.room_section import RoomSection
from app.ui.pages.settings.section import Section
from app.ui.pages.settings.security_section import SecuritySection
from app.ui.theme.tokens import Theme
from app.ui.widgets.ask_editors import OptionalDay
from app.ui.widgets.field_row import FieldRow

BACKUP_PASSPHRASE = "东坝村备份用的口令"


def settle(office: Office, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: office.tasks.under_way == 0)
    QApplication.processEvents()


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(office)
    qtbot.addWidget(made)
    made.show()
    return made


def section(page: SettingsPage, kind: type[Section], qtbot: QtBot) -> Section:
    at = next(i for i, each in enumerate(page.sections) if isinstance(each, kind))
    page.open_section(at)
    settle(page.office, qtbot)
    return page.sections[at]


def write(row: FieldRow, words: str) -> None:
    row.editor.setText(words)  # type: ignore[attr-defined]


def test_the_rooms_facts_are_put_right_and_papers_say_them(page: SettingsPage, qtbot: QtBot) -> None:
    page.reload()
    about = section(page, RoomSection, qtbot)
    assert isinstance(about, RoomSection)
    assert about.rows["name"].text == "东坝村为民服务室"
    write(about.rows["hotline"], "0937-2612345")
    write(about.rows["opening_hours"], "周一至周五 8:30—17:30")
    with qtbot.waitSignal(page.office.room_changed):
        about.save_button.click()
    settle(page.office, qtbot)
    assert rooms.room(page.office.register).hotline == "0937-2612345"
    assert "已保存" in page.bar.sentence


def test_a_wrong_hotline_is_refused_beside_the_field_and_nothing_is_kept(
    page: SettingsPage, qtbot: QtBot
) -> None:
    page.reload()
    about = section(page, RoomSection, qtbot)
    assert isinstance(about, RoomSection)
    write(about.rows["hotline"], "12")
    about.save_button.click()
    settle(page.office, qtbot)
    assert about.rows["hotline"].told
    assert rooms.room(page.office.register).hotline == ""


def test_an_added_agent_has_a_tile(page: SettingsPage, qtbot: QtBot) -> None:
    people = section(page, AgentsSection, qtbot)
    assert isinstance(people, AgentsSection)
    write(people._adding[0], "李玉梅")
    people.add_button.click()
    settle(page.office, qtbot)
    assert "李玉梅" in [tile.name for tile in agents.tiles(page.office.register)]
    assert any("李玉梅" in name for name in people.names)


def test_a_nameless_agent_is_refused_beside_the_name(page: SettingsPage, qtbot: QtBot) -> None:
    people = section(page, AgentsSection, qtbot)
    assert isinstance(people, AgentsSection)
    people.add_button.click()
    settle(page.office, qtbot)
    assert people._adding[0].told


def test_a_pin_is_changed_only_by_who_knows_it(page: SettingsPage, qtbot: QtBot) -> None:
    office = page.office
    assert office.actor is not None
    agents.set_pin(office.register, office.actor.agent_id, "2580")
    people = section(page, AgentsSection, qtbot)
    assert isinstance(people, AgentsSection)
    for row, words in zip(people._pins, ("9999", "1357", "1357"), strict=True):
        write(row, words)
    people.pin_button.click()
    settle(office, qtbot)
    assert people._pins[0].told
    write(people._pins[0], "2580")
    people.pin_button.click()
    settle(office, qtbot)
    assert "口令已改" in page.bar.sentence
    assert agents.sign_in(office.register, office.actor.agent_id, "1357", office.clock) == office.actor


def test_typed_pins_do_not_stay_when_the_page_is_left(page: SettingsPage, qtbot: QtBot) -> None:
    people = section(page, AgentsSection, qtbot)
    assert isinstance(people, AgentsSection)
    write(people._pins[1], "1357")
    page.left()
    assert people._pins[1].text == ""


def test_text_size_and_theme_hold_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    look = section(page, LookSection, qtbot)
    assert isinstance(look, LookSection)
    look.text_size.setValue(16)
    look.choose_theme(Theme.CONTRAST)
    assert page.office.look.choice.text_pt == 16
    assert page.office.look.choice.theme is Theme.CONTRAST
    assert page.font().pointSize() == 16
    page.office.look.choose(theme=Theme.LIGHT, text_pt=12)


def test_a_backup_needs_its_passphrase_first_and_is_then_made_and_remembered(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    backup = section(page, BackupSection, qtbot)
    assert isinstance(backup, BackupSection)
    write(backup.secrecy.passphrase, BACKUP_PASSPHRASE)
    write(backup.secrecy.repeat, BACKUP_PASSPHRASE)
    backup.secrecy.set_it()
    settle(page.office, qtbot)
    assert backup.secrecy.passphrase.text == "", (backup.secrecy.passphrase.told, page.bar.sentence)
    write(backup.folder, str(tmp_path / "usb"))
    with qtbot.waitSignal(page.office.backup_made):
        backup.back_up_button.click()
    settle(page.office, qtbot)
    assert len(list((tmp_path / "usb").glob("*.backup"))) == 1
    assert preferences.get(page.office.register, "backup.folder", "") == str(tmp_path / "usb")


def test_a_slip_in_the_backup_passphrase_changes_nothing(page: SettingsPage, qtbot: QtBot) -> None:
    backup = section(page, BackupSection, qtbot)
    assert isinstance(backup, BackupSection)
    write(backup.secrecy.passphrase, BACKUP_PASSPHRASE)
    write(backup.secrecy.repeat, BACKUP_PASSPHRASE + "。")
    backup.secrecy.set_it()
    assert "不一样" in backup.secrecy.repeat.told
    assert page.office.tasks.under_way == 0


def test_where_the_backup_passphrase_opens_the_register_too_the_page_says_so(
    page: SettingsPage, qtbot: QtBot
) -> None:
    backup = section(page, BackupSection, qtbot)
    assert isinstance(backup, BackupSection)
    assert backup.secrecy._also_opens.isVisible() is homes.needs_passphrase(page.office.home)


def test_a_backup_is_restored_into_a_folder_of_its_own(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    backup = section(page, BackupSection, qtbot)
    assert isinstance(backup, BackupSection)
    write(backup.secrecy.passphrase, BACKUP_PASSPHRASE)
    write(backup.secrecy.repeat, BACKUP_PASSPHRASE)
    backup.secrecy.set_it()
    settle(page.office, qtbot)
    write(backup.folder, str(tmp_path / "usb"))
    backup.back_up()
    settle(page.office, qtbot)
    write(backup.restoring.file, str(next((tmp_path / "usb").glob("*.backup"))))
    write(backup.restoring.to, str(tmp_path / "again"))
    write(backup.restoring.passphrase, "不是这一个口令")
    backup.restoring.restore()
    settle(page.office, qtbot)
    assert backup.restoring.passphrase.told
    assert not (tmp_path / "again").exists() or not list((tmp_path / "again").iterdir())
    write(backup.restoring.passphrase, BACKUP_PASSPHRASE)
    backup.restoring.restore()
    settle(page.office, qtbot)
    assert "已恢复" in page.bar.sentence, [
        row.told for row in (backup.restoring.file, backup.restoring.to, backup.restoring.passphrase)
    ]


def test_a_backup_without_a_folder_is_refused_beside_the_field(page: SettingsPage, qtbot: QtBot) -> None:
    backup = section(page, BackupSection, qtbot)
    assert isinstance(backup, BackupSection)
    backup.back_up_button.click()
    assert backup.folder.told == "请先选一个文件夹。"


def test_a_sound_register_is_said_to_be_sound(page: SettingsPage, qtbot: QtBot) -> None:
    backup = section(page, BackupSection, qtbot)
    assert isinstance(backup, BackupSection)
    backup.verify_button.click()
    settle(page.office, qtbot)
    assert "登记簿完好" in page.bar.sentence


def test_what_happens_after_accepting_is_kept(page: SettingsPage, qtbot: QtBot) -> None:
    printers = section(page, PrintersSection, qtbot)
    assert isinstance(printers, PrintersSection)
    printers.after.setCurrentIndex(1)
    printers.after.activated.emit(1)
    settle(page.office, qtbot)
    assert preferences.get(page.office.register, "papers_after_accepting", "") == "print"


def test_the_minutes_until_the_lock_are_kept_and_told(page: SettingsPage, qtbot: QtBot) -> None:
    security = section(page, SecuritySection, qtbot)
    assert isinstance(security, SecuritySection)
    heard: list[tuple[str, object]] = []
    page.office.preferences_changed.connect(lambda name, value: heard.append((name, value)))
    security.minutes.setValue(9)
    security.minutes.editingFinished.emit()
    settle(page.office, qtbot)
    assert heard == [("lock.minutes", 9)]
    assert preferences.get(page.office.register, "lock.minutes", 0) == 9


def test_the_self_check_says_what_it_saw(page: SettingsPage, qtbot: QtBot) -> None:
    about = section(page, AboutSection, qtbot)
    assert isinstance(about, AboutSection)
    about.check_button.click()
    settle(page.office, qtbot)
    assert len(about.lines) == 3
    assert "与流水相符" in about.lines[1]


def test_the_rooms_posts_and_open_days_hold(page: SettingsPage, qtbot: QtBot) -> None:
    page.reload()
    about = section(page, RoomSection, qtbot)
    assert isinstance(about, RoomSection)
    about.shown()
    settle(page.office, qtbot)
    actor = page.office.actor
    assert actor is not None
    head = about.posts.head.editor
    assert isinstance(head, QComboBox)
    head.setCurrentIndex(head.findData(actor.agent_id))
    word = about.posts.word.editor
    assert isinstance(word, QComboBox)
    word.setCurrentIndex(1)
    about.posts.days[0].setChecked(True)
    about.posts.days[4].setChecked(True)
    about.posts.save_button.click()
    settle(page.office, qtbot)
    kept = room_posts.posts(page.office.register)
    assert kept.agent_word == "代理员"
    assert (kept.head, kept.open_days) == (actor.agent_id, "15")


def test_a_wrong_complaints_telephone_is_refused_beside_it(page: SettingsPage, qtbot: QtBot) -> None:
    about = section(page, RoomSection, qtbot)
    assert isinstance(about, RoomSection)
    about.shown()
    settle(page.office, qtbot)
    write(about.posts.phone, "12")
    about.posts.save_button.click()
    settle(page.office, qtbot)
    assert about.posts.phone.told
    assert room_posts.posts(page.office.register).complaint_phone == ""


def test_an_agents_term_and_backup_are_put_right_from_the_list(page: SettingsPage, qtbot: QtBot) -> None:
    office = page.office
    made = agents.add(office.desk(), "李玉梅", "文书")
    people = section(page, AgentsSection, qtbot)
    assert isinstance(people, AgentsSection)
    people.list.table.setCurrentCell(1, 0)
    people.list._on_file()
    form = people.list.place.form
    assert form is not None
    backup, until = form.fields["backup"].editor, form.fields["term_to_on"].editor
    assert isinstance(backup, QComboBox)
    assert isinstance(until, OptionalDay)
    backup.setCurrentIndex(1)
    until.use.setChecked(True)
    until.edit.setDate(QDate(2026, 12, 31))
    form.confirm()
    settle(office, qtbot)
    settle(office, qtbot)
    file = next(row for row in agent_files.files(office.register) if row.agent_id == made.agent_id)
    assert file.term_to_on == date(2026, 12, 31)
    assert file.backup == agents.first_actor(office.register).agent_id
    assert any("聘到 2026-12-31" in name for name in people.names)


def test_a_pin_is_reset_only_by_the_head(page: SettingsPage, qtbot: QtBot) -> None:
    office = page.office
    made = agents.add(office.desk(), "李玉梅")
    agents.set_pin(office.register, made.agent_id, "2580")
    people = section(page, AgentsSection, qtbot)
    assert isinstance(people, AgentsSection)
    people.list.table.setCurrentCell(1, 0)
    for head in (False, True):
        if head:
            room_posts.change(office.desk(), RoomPosts(head=office.desk().actor.agent_id))
        people.list._on_reset()
        form = people.list.place.form
        assert form is not None
        form.fields["reason"].editor.setText("忘记了")  # type: ignore[attr-defined]
        form.confirm()
        settle(office, qtbot)
        assert ("只能由" in page.bar.sentence) is not head
    settle(office, qtbot)
    tiles = {tile.name: tile.has_pin for tile in agents.tiles(office.register)}
    assert tiles["李玉梅"] is False
