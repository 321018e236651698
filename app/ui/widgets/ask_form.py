"""A few fields asked on the page itself: filled, refused and sent by keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from app.ui.widgets.ask_editors import TickList, make_editor, read_editor
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.plain import button, label
from app.ui.widgets.told_field import ToldField

if TYPE_CHECKING:
    from app.services.desk import Desk

COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be done with a few fields: ``work(desk, said)`` runs off the window's thread.

    ``done`` takes what ``work`` gave back and says it in a sentence, "" for none. ``lines`` are to be read first.
    """

    title: str
    fields: tuple[AskField, ...]
    work: Callable[[Desk, Mapping[str, object]], object]
    done: Callable[[object], str]
    confirm: str = ""
    lines: tuple[str, ...] = ()


class AskForm(QFrame):
    """``confirmed(said)`` on Ctrl+Enter, the button, or Enter in the last field; ``given_up`` on Esc."""

    confirmed = Signal(object)
    given_up = Signal()

    def __init__(self, act: Act, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(act.title)
        self.act = act
        self.fields: dict[str, ToldField] = {}
        self._types = {field.name: field for field in act.fields}
        for field in act.fields:
            editor = make_editor(field, day)
            told = ToldField(field.words, editor, required=field.required)
            if isinstance(editor, CleanField):
                editor.cleaned.connect(lambda words, told=told: told.tell(words, "muted"))
            self.fields[field.name] = told
        words = act.confirm or self.tr("记下")
        self.record = button(self.tr("{0}  Ctrl+回车").format(words), self.confirm, "first")
        self.give_up = button(self.tr("不记了  Esc"), self.given_up.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        grid.addWidget(label(self.act.title, "section"), 0, 0, 1, COLUMNS)
        row, column = 1, 0
        for line in self.act.lines:
            told = label(line, wrap=True)
            told.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(told, row, 0, 1, COLUMNS)
            row += 1
        for name, field in self.fields.items():
            if self._types[name].wide:
                row, column = (row + 1, 0) if column else (row, 0)
                grid.addWidget(field, row, 0, 1, COLUMNS)
                row += 1
                continue
            grid.addWidget(field, row, column)
            row, column = (row + 1, 0) if column + 1 == COLUMNS else (row, column + 1)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.record)
        ways.addWidget(self.give_up)
        ways.addStretch(1)
        grid.addLayout(ways, row + 1, 0, 1, COLUMNS)

    def begin(self) -> None:
        """The hand goes to the first field that is not filled, or to the button where there is none."""
        editors = [told.editor for told in self.fields.values()]
        empty = (e for e in editors if isinstance(e, CleanField) and not e.text())
        first = next(iter(editors), self.record)
        if isinstance(first, CleanField) and first.text():
            first = next(empty, first)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, field: str, sentence: str) -> bool:
        """Put a refusal beside the field it names; False when it names none of these."""
        told = self.fields.get(field)
        if told is None:
            return False
        told.tell(sentence)
        told.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def data(self) -> dict[str, object]:
        """What was filled in; empty fields are left out."""
        read = {name: read_editor(told.editor, self._types[name]) for name, told in self.fields.items()}
        return {name: value for name, value in read.items() if value not in (None, "", False, [])}

    def confirm(self) -> None:
        """Say what is missing, or send what is filled in."""
        for told in self.fields.values():
            told.tell("")
        data = self.data()
        missing = next((n for n, field in self._types.items() if field.required and n not in data), "")
        if missing:
            self.tell(missing, self.tr("请填“{0}”。").format(self._types[missing].words))
            return
        self.confirmed.emit(data)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm()
        elif enter:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        editors: Sequence[QWidget] = [told.editor for told in self.fields.values()]
        at = next((i for i, one in enumerate(editors) if _has_hand(one)), len(editors))
        if at + 1 < len(editors):
            editors[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.confirm()


def _has_hand(editor: QWidget) -> bool:
    if isinstance(editor, TickList):
        return any(box.hasFocus() for box in editor.boxes.values())
    return editor.hasFocus() or editor.isAncestorOf(editor.window().focusWidget())
