"""Languages: Chinese is the source, English the second, Qt's own words follow."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.ui import actions, i18n, wording
from app.ui.pages.wizard.way_step import WayStep

CHECK = Path(__file__).parents[2] / "resources" / "translations" / "check.py"


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


def _spoken(qapp: QApplication, language: str) -> tuple[str, str, str]:
    loaded = i18n.install(qapp, language)
    try:
        return (
            actions.words("page-accept"),
            WayStep().headline,
            QCoreApplication.translate("QPlatformTheme", "Cancel"),
        )
    finally:
        for translator in loaded:
            qapp.removeTranslator(translator)


def test_chinese_is_spoken_without_a_catalogue_and_qt_speaks_it_too(qapp: QApplication, speak: None) -> None:
    assert _spoken(qapp, "zh") == ("受理", "这台电脑怎么用？", "取消")
    assert QLocale().name() == "zh_CN"


def test_english_is_a_whole_second_language(qapp: QApplication, speak: None) -> None:
    assert _spoken(qapp, "en") == ("Accept", "How is this computer used?", "Cancel")


def test_words_of_the_domain_are_translated_too(qapp: QApplication, speak: None) -> None:
    loaded = i18n.install(qapp, "en")
    try:
        from app.domain.cases import CaseState

        assert wording.state_words(CaseState.IN_PROGRESS) == "In progress"
    finally:
        for translator in loaded:
            qapp.removeTranslator(translator)


def test_the_catalogue_is_fresh_and_complete() -> None:
    done = subprocess.run([sys.executable, str(CHECK)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_buttons_of_boxes_are_chinese(qtbot: QtBot, qapp: QApplication, speak: None) -> None:
    loaded = i18n.install(qapp, "zh")
    box = QMessageBox()
    qtbot.addWidget(box)
    assert box.addButton(QMessageBox.StandardButton.Cancel).text() == "取消"
    for translator in loaded:
        qapp.removeTranslator(translator)
