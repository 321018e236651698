"""The inputs for the kinds of questions a form asks: a line, a choice, a day that may be left out, ticks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.widgets.clean_field import CleanField

if TYPE_CHECKING:
    from app.ui.widgets.ask_field import AskField

PIN_MOST = 6


class OptionalDay(QWidget):
    """A day that may be left out: the box ticks it in, and so does typing a day."""

    def __init__(self, day: date, *, used: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.use = QCheckBox(self)
        self.use.setAccessibleName(QCoreApplication.translate("EventForm", "填写日期"))
        self.edit = day_edit(day, self)
        self.edit.setEnabled(used)
        self.use.setChecked(used)
        self.use.toggled.connect(self.edit.setEnabled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.use)
        layout.addWidget(self.edit, 1)
        self.setFocusProxy(self.use)


class TickList(QWidget):
    """Boxes to tick, one a line; ``ticked`` gives the keys."""

    def __init__(self, choices: Mapping[str, str], ticked: set[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for key, words in choices.items():
            box = QCheckBox(words, self)
            box.setChecked(key in ticked)
            self.boxes[key] = box
            layout.addWidget(box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    @property
    def ticked(self) -> list[str]:
        return [key for key, box in self.boxes.items() if box.isChecked()]

    @property
    def left(self) -> list[str]:
        return [key for key, box in self.boxes.items() if not box.isChecked()]


def day_edit(day: date, parent: QWidget | None = None) -> QDateEdit:
    """A day that is typed or moved by the arrows; a calendar opens beside it."""
    made = QDateEdit(QDate(day.year, day.month, day.day), parent)
    made.setDisplayFormat("yyyy-MM-dd")
    made.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
    return made


def make_editor(field: AskField, day: date) -> QWidget:
    """The input for one question; ``day`` is what a date begins with where none is proposed."""
    if field.kind == "choice":
        return _choice(field)
    if field.kind == "bool":
        box = QCheckBox(QCoreApplication.translate("EventForm", "是"))
        box.setChecked(bool(field.value))
        return box
    if field.kind == "date":
        begins = date.fromisoformat(field.value) if field.value else day
        return day_edit(begins) if field.required else OptionalDay(begins, used=bool(field.value))
    if field.kind in ("ticks", "unticked"):
        return TickList(field.choices or {}, set(field.value.split("、")))
    if field.kind == "secret":
        secret = QLineEdit()
        secret.setEchoMode(QLineEdit.EchoMode.Password)
        secret.setMaxLength(PIN_MOST)
        return secret
    line = CleanField()
    line.setText(field.value)
    if field.kind == "list":
        line.setPlaceholderText(QCoreApplication.translate("EventForm", "多项用顿号或分号隔开"))
    return line


def _choice(field: AskField) -> QComboBox:
    box = QComboBox()
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if field.value not in (field.choices or {}):
        box.addItem("" if field.required else QCoreApplication.translate("EventForm", "（不填）"), "")
    for stored, words in (field.choices or {}).items():
        box.addItem(words, stored)
    if field.value:
        box.setCurrentIndex(max(0, box.findData(field.value)))
    return box


def read_editor(editor: QWidget, field: AskField) -> object:
    """What stands in the input, as the services take it."""
    if isinstance(editor, TickList):
        return editor.left if field.kind == "unticked" else editor.ticked
    if isinstance(editor, QComboBox):
        return editor.currentData()
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, QDateEdit):
        return editor.date().toString("yyyy-MM-dd")
    if isinstance(editor, OptionalDay):
        return editor.edit.date().toString("yyyy-MM-dd") if editor.use.isChecked() else None
    assert isinstance(editor, QLineEdit)
    return editor.text().strip()
