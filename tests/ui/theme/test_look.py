"""The look: text size and theme hold for every screen, are kept, and never stop the start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme.look import Look, LookChoice, read_choice, style_sheet
from app.ui.theme.tokens import Theme


@pytest.mark.parametrize("theme", Theme)
def test_every_name_in_the_style_sheets_is_known(theme: Theme) -> None:
    assert "@" not in style_sheet(LookChoice(theme=theme), 36)


def test_the_text_size_follows_on_every_widget(qapp: QApplication, qtbot: QtBot) -> None:
    look = Look(qapp)
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    widgets = (QLabel("受理"), QLineEdit("受理"), QPushButton("受理"))
    for widget in widgets:
        layout.addWidget(widget)
    page.show()
    heights = {}
    for text_pt in (11, 16):
        look.choose(text_pt=text_pt)
        QApplication.processEvents()
        heights[text_pt] = [widget.sizeHint().height() for widget in widgets]
        assert [widget.font().pointSize() for widget in widgets] == [text_pt] * 3
    assert all(large > small for small, large in zip(heights[11], heights[16], strict=True))
    look.choose(text_pt=12)


@pytest.mark.parametrize("text_pt", [11, 12, 16])
def test_what_is_pressed_or_typed_into_is_at_least_36_pixels_high(
    qapp: QApplication, qtbot: QtBot, text_pt: int
) -> None:
    look = Look(qapp)
    look.choose(text_pt=text_pt)
    for widget in (QPushButton("受理"), QLineEdit("受理")):
        qtbot.addWidget(widget)
        widget.show()
        assert widget.sizeHint().height() >= 36
        widget.hide()
    look.choose(text_pt=12)


def test_the_choice_is_kept_for_the_next_start(qapp: QApplication, tmp_path: Path) -> None:
    look = Look(qapp, tmp_path / "look.json")
    look.choose(theme=Theme.DARK, text_pt=14)
    assert read_choice(tmp_path / "look.json") == LookChoice(Theme.DARK, 14, "zh")
    look.choose(theme=Theme.LIGHT, text_pt=12)


def test_a_text_size_beyond_the_slider_is_brought_back(qapp: QApplication) -> None:
    look = Look(qapp)
    look.choose(text_pt=40)
    assert look.choice.text_pt == 16
    look.choose(text_pt=12)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"theme": "pink"}', '{"theme": "dark", "text_pt": "big"}']
)
def test_a_spoilt_look_file_costs_the_look_only(tmp_path: Path, content: str) -> None:
    file = tmp_path / "look.json"
    file.write_text(content)
    assert read_choice(file) == LookChoice()
