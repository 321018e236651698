"""The fields of one step of a case, on the page itself: filled, refused and sent by keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QFrame, QGridLayout, QHBoxLayout, QWidget

from app.domain.case_events import EventField
from app.domain.cases import CaseEventKind
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.plain import button, label
from app.ui.widgets.told_field import ToldField
from app.ui.wording import event_words

COLUMNS = 3


class EventForm(QFrame):
    """``record_requested(event, reason, data)`` on Ctrl+Enter, the button, or Enter in the last field."""

    record_requested = Signal(object, str, object)
    given_up = Signal()

    def __init__(
        self,
        event: CaseEventKind,
        fields: Sequence[EventField],
        day: date,
        hints: dict[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(event_words(event))
        self.event_kind = event
        self._types = {field.name: field for field in fields}
        self.fields: dict[str, ToldField] = {}
        for field in fields:
            editor = make_editor(field, day)
            hint = (hints or {}).get(field.name, "")
            if hint and isinstance(editor, CleanField):
                editor.setText(hint)
            told = ToldField(field.words, editor, required=field.required)
            if isinstance(editor, CleanField):
                editor.cleaned.connect(lambda words, told=told: told.tell(words, "muted"))
            self.fields[field.name] = told
        self.record = button(self.tr("记下  Ctrl+回车"), self._on_record, "first")
        self.give_up = button(self.tr("不记了  Esc"), self.given_up.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(label(event_words(self.event_kind), "section"), 0, 0, 1, COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        for at, told in enumerate(self.fields.values()):
            grid.addWidget(told, 1 + at // COLUMNS, at % COLUMNS)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.record)
        ways.addWidget(self.give_up)
        ways.addStretch(1)
        grid.addLayout(ways, 2 + len(self.fields) // COLUMNS, 0, 1, COLUMNS)

    def begin(self) -> None:
        """The hand goes to the first field, or to the button where there is none."""
        first = next((told.editor for told in self.fields.values()), self.record)
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
        return {name: value for name, value in read.items() if value not in (None, "", False)}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_record()
        elif enter:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        editors = [told.editor for told in self.fields.values()]
        at = next((i for i, editor in enumerate(editors) if editor.hasFocus()), len(editors))
        if at + 1 < len(editors):
            editors[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._on_record()

    def _on_record(self) -> None:
        for told in self.fields.values():
            told.tell("")
        data = self.data()
        missing = next((n for n, field in self._types.items() if field.required and n not in data), "")
        if missing:
            self.tell(missing, self.tr("请填“{0}”。").format(self._types[missing].words))
            return
        reason = str(data.pop("reason", ""))
        self.record_requested.emit(self.event_kind, reason, data)


class OptionalDay(QWidget):
    """A day that may be left out: the box ticks it in."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.use = QCheckBox(self)
        self.use.setAccessibleName(QCoreApplication.translate("EventForm", "填写日期"))
        self.edit = QDateEdit(QDate(day.year, day.month, day.day), self)
        self.edit.setDisplayFormat("yyyy-MM-dd")
        self.edit.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self.edit.setEnabled(False)
        self.use.toggled.connect(self.edit.setEnabled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.use)
        layout.addWidget(self.edit, 1)
        self.setFocusProxy(self.use)


def make_editor(field: EventField, day: date) -> QWidget:
    """The input for one field's type; ``day`` is what a date begins with."""
    if field.type == "choice":
        box = QComboBox()
        box.addItem("" if field.required else QCoreApplication.translate("EventForm", "（不填）"), "")
        for stored, words in (field.choices or {}).items():
            box.addItem(words, stored)
        return box
    if field.type == "bool":
        return QCheckBox(QCoreApplication.translate("EventForm", "是"))
    if field.type == "date":
        return OptionalDay(day)
    line = CleanField()
    if field.type == "list":
        line.setPlaceholderText(QCoreApplication.translate("EventForm", "多项用顿号或分号隔开"))
    return line


def read_editor(editor: QWidget, field: EventField) -> object:
    """What stands in the input, as the services take it."""
    if isinstance(editor, QComboBox):
        return editor.currentData()
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, OptionalDay):
        return editor.edit.date().toString("yyyy-MM-dd") if editor.use.isChecked() else None
    assert isinstance(editor, CleanField)
    return editor.text().strip()
