"""What the settings keep is what the counter does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.rows import VillagerRow
from app.services import printers
from app.services.printers import PaperSetting
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.dialogs.printer_choice import PrinterChoice
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.accept.page import AcceptPage
from app.ui.pages.settings.page import SettingsPage
from app.ui.pages.settings.printers_section import PrintersSection
from app.ui.wording import PAPERS
from tests.ui.pages.conftest import Keys

Opener = Callable[[type[Page]], Page]


def printers_section(open_page: Opener, office: Office, qtbot: QtBot) -> PrintersSection:
    page = open_page(SettingsPage)
    assert isinstance(page, SettingsPage)
    section = next(each for each in page.sections if isinstance(each, PrintersSection))
    page.open_section(page.sections.index(section))
    qtbot.waitUntil(lambda: office.tasks.under_way == 0)
    return section


def accept_one(open_page: Opener, keys: Keys, qtbot: QtBot) -> AcceptPage:
    page = open_page(AcceptPage)
    assert isinstance(page, AcceptPage)
    with qtbot.waitSignal(page.saved):
        keys.type("ldq")
        keys.press(Qt.Key.Key_Return)
        keys.type("gljt")
        keys.press(Qt.Key.Key_Return)
        keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    keys.settle()
    return page


def previews() -> list[PaperPreview]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, PaperPreview)]


@pytest.mark.parametrize("habit", ["preview", "print", "none"])
def test_what_the_settings_say_happens_after_accepting(
    habit: str,
    open_page: Opener,
    people: dict[str, VillagerRow],
    office: Office,
    qtbot: QtBot,
    keys: Keys,
) -> None:
    section = printers_section(open_page, office, qtbot)
    at = section.after.findData(habit)
    section.after.setCurrentIndex(at)
    section.after.activated.emit(at)
    keys.settle()
    page = accept_one(open_page, keys, qtbot)
    opened = previews()
    assert len(opened) == (1 if habit == "preview" else 0)
    assert bool(page.done_panel.papers_words) is (habit == "print")
    for each in opened:
        each.close()


def test_the_printer_chosen_for_a_paper_is_the_one_that_is_used(
    open_page: Opener, office: Office, qtbot: QtBot, keys: Keys
) -> None:
    section = printers_section(open_page, office, qtbot)
    section.papers.choose("card")
    keys.settle()
    section.papers.printer.addItem("窗口二", "窗口二")
    section.papers.printer.setCurrentIndex(section.papers.printer.findData("窗口二"))
    section.papers.copies.setValue(2)
    section.papers.save_button.click()
    keys.settle()
    assert printers.setting(office.register, "card") == PaperSetting("card", printer="窗口二", copies=2)
    choice = PrinterChoice(office, PAPERS)
    qtbot.addWidget(choice)
    with qtbot.waitSignal(choice.found):
        choice.read()
    assert choice.printer_for("card") == "窗口二"
    assert choice.printer_for("slip") == ""
