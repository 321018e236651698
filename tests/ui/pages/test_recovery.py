"""设置, 安全: a recovery sheet is made, and its key puts a backup back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import keystore
from app.clock import SetClock
from app.services import backups, print_queue, printers, rooms
from app.ui.office import Office
from app.ui.pages.settings.backup_section import BackupSection
from app.ui.pages.settings.page import SettingsPage
from app.ui.pages.settings.security_section import SecuritySection
from tests.printing.readings import codes


def settle(office: Office, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: office.tasks.under_way == 0)
    QApplication.processEvents()


def opened(office: Office, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(office)
    qtbot.addWidget(page)
    page.show()
    return page


def security_of(page: SettingsPage, qtbot: QtBot) -> SecuritySection:
    at = next(i for i, each in enumerate(page.sections) if isinstance(each, SecuritySection))
    page.open_section(at)
    settle(page.office, qtbot)
    found = page.sections[at]
    assert isinstance(found, SecuritySection)
    return found


def test_a_saved_sheet_says_what_to_do_with_the_file(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(office, qtbot)
    section = security_of(page, qtbot)
    assert section.recovery.state.text() == "还没有做过。"
    section.recovery.save(str(tmp_path / "sheet.pdf"))
    settle(office, qtbot)
    settle(office, qtbot)
    assert "请删除这个文件" in page.bar.sentence
    assert "已经有一张" in section.recovery.state.text()
    (key,) = set(codes((tmp_path / "sheet.pdf").read_bytes(), dpi=200))
    assert keystore.is_recovery_key(key)


def test_a_sheet_that_no_printer_took_waits_and_says_so(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    section = security_of(page, qtbot)
    printers.put_setting(office.register, printers.PaperSetting("recovery-sheet", printer="没有的打印机"))
    section.recovery.print_button.click()
    settle(office, qtbot)
    assert page.bar.sentence
    (waiting,) = print_queue.jobs(office.register)
    assert waiting.paper == "recovery-sheet" and waiting.stuck


def test_the_key_typed_in_the_restore_card_opens_the_backup(
    office: Office, qtbot: QtBot, tmp_path: Path, clock: SetClock
) -> None:
    page = opened(office, qtbot)
    section = security_of(page, qtbot)
    section.recovery.save(str(tmp_path / "sheet.pdf"))
    settle(office, qtbot)
    (key,) = set(codes((tmp_path / "sheet.pdf").read_bytes(), dpi=200))
    made = backups.back_up(office.register, tmp_path / "backups", clock)
    at = next(i for i, each in enumerate(page.sections) if isinstance(each, BackupSection))
    page.open_section(at)
    settle(office, qtbot)
    keeping = page.sections[at]
    assert isinstance(keeping, BackupSection)
    card = keeping.restoring
    card.file.edit.setText(str(made))
    card.to.edit.setText(str(tmp_path / "anew"))
    wrong = ("0" if key[0] != "0" else "1") + key[1:]
    card._secret.setText(wrong)
    card.restore()
    settle(office, qtbot)
    assert "第1组" in card.passphrase.told
    card._secret.setText(key.lower())
    card.restore()
    settle(office, qtbot)
    rooms.open_room(tmp_path / "anew", passphrase=key).close()
