"""Several questions side by side: read and filled as plain words, refused beside the field, gone through by Enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QGridLayout, QWidget

from app.ui.widgets.ask_editors import OptionalDay, make_editor
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.told_field import ToldField

USUAL_COLUMNS = 3


class AnswerGrid(QWidget):
    """``changed`` after every key; ``done`` is Enter in the last field that shows. Days are ISO words."""

    changed = Signal()
    done = Signal()

    def __init__(
        self,
        fields: Sequence[AskField],
        day: date,
        *,
        columns: int = USUAL_COLUMNS,
        hints: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._day = day
        self._columns = columns
        self.fields: dict[str, ToldField] = {}
        for field in fields:
            self.fields[field.name] = self._made(field, (hints or {}).get(field.name, ""))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.show_only(self.fields)

    def show_only(self, names: Sequence[str] | Mapping[str, object]) -> None:
        """These fields, close together in the order of the grid; the others keep what stands in them."""
        shown = [told for name, told in self.fields.items() if name in names]
        for told in self.fields.values():
            self._grid.removeWidget(told)
        for at, told in enumerate(shown):
            self._grid.addWidget(told, at // self._columns, at % self._columns)
        for told in self.fields.values():
            told.setVisible(told in shown)

    def set_choices(self, name: str, choices: Mapping[str, str]) -> None:
        """Other words to choose from, "" first; what was chosen stays where it is still among them."""
        box = self.fields[name].editor
        assert isinstance(box, QComboBox)
        now = box.currentData()
        box.blockSignals(True)
        usual = box.itemText(0)
        box.clear()
        box.addItem(choices.get("", usual), "")
        for stored, words in choices.items():
            if stored:
                box.addItem(words, stored)
        box.setCurrentIndex(max(box.findData(now), 0))
        box.blockSignals(False)

    def answers(self) -> dict[str, str]:
        """What stands in each field; "" where nothing was said."""
        return {name: _read(told.editor) for name, told in self.fields.items()}

    def fill(self, answers: Mapping[str, str]) -> None:
        """Put these in, everything else empty; sentences are taken back."""
        self.blockSignals(True)
        for name, told in self.fields.items():
            self._put(told.editor, answers.get(name, ""))
            told.tell("")
        self.blockSignals(False)
        self.changed.emit()

    def clear_sentences(self) -> None:
        """Nothing is refused any more."""
        for told in self.fields.values():
            told.tell("")

    def tell(self, field: str, sentence: str) -> bool:
        """Put a refusal beside the field it names; False when it names none of these."""
        told = self.fields.get(field)
        if told is None or told.isHidden():
            return False
        told.tell(sentence)
        told.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def begin(self) -> None:
        """The hand goes to the first field that shows."""
        for told in self.fields.values():
            if not told.isHidden():
                told.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go_on()
            return
        super().keyPressEvent(event)

    def _go_on(self) -> None:
        shown = [told.editor for told in self.fields.values() if not told.isHidden()]
        here = (e for e, editor in enumerate(shown) if editor.hasFocus() or _inside(editor))
        at = next(here, len(shown) - 1)
        if at + 1 < len(shown):
            shown[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.done.emit()

    def _made(self, field: AskField, hint: str) -> ToldField:
        editor = make_editor(field, self._day)
        told = ToldField(field.words, editor, required=field.required)
        told.setParent(self)
        if isinstance(editor, CleanField):
            editor.setPlaceholderText(hint)
            editor.cleaned.connect(lambda words, told=told: told.tell(words, "muted"))
            editor.textChanged.connect(self.changed)
        elif isinstance(editor, QComboBox):
            if hint:
                editor.setItemText(0, hint)  # what is usual, said in its own words
            editor.currentIndexChanged.connect(self.changed)
        elif isinstance(editor, QCheckBox):
            editor.toggled.connect(self.changed)
        elif isinstance(editor, QDateEdit):
            editor.dateChanged.connect(self.changed)
        elif isinstance(editor, OptionalDay):
            editor.use.setAccessibleName(field.words)
            editor.edit.setAccessibleName(field.words)
            editor.use.toggled.connect(self.changed)
            editor.edit.dateChanged.connect(self.changed)
        return told

    def _put(self, editor: QWidget, words: str) -> None:
        if isinstance(editor, CleanField):
            editor.setText(words)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(words), 0))
        elif isinstance(editor, QCheckBox):
            editor.setChecked(bool(words))
        elif isinstance(editor, OptionalDay):
            editor.use.setChecked(bool(words))
            editor.edit.setDate(self._qdate(words))
        elif isinstance(editor, QDateEdit):
            editor.setDate(self._qdate(words))

    def _qdate(self, words: str) -> QDate:
        day = QDate.fromString(words, "yyyy-MM-dd")
        return day if day.isValid() else QDate(self._day.year, self._day.month, self._day.day)


def day_of(words: str) -> date | None:
    """A day as ``answers`` has it; None where none was chosen."""
    return date.fromisoformat(words) if words else None


def _read(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    if isinstance(editor, QCheckBox):
        return "1" if editor.isChecked() else ""
    if isinstance(editor, QDateEdit):
        return editor.date().toString("yyyy-MM-dd")
    if isinstance(editor, OptionalDay):
        return editor.edit.date().toString("yyyy-MM-dd") if editor.use.isChecked() else ""
    assert isinstance(editor, CleanField)
    return editor.text().strip()


def _inside(editor: QWidget) -> bool:
    return isinstance(editor, OptionalDay) and (editor.use.hasFocus() or editor.edit.hasFocus())
