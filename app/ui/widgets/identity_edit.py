"""A person's particulars as they are typed: the number is checked at every key, the sentence stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain import identity_numbers, phones
from app.domain.rows import VillagerRow
from app.errors import Refusal
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.told_field import ToldField
from app.ui.widgets.villager_words import villager_detail

ID_LENGTH = 18
_WHILE_TYPING = frozenset({"id-length", "id-old", "id-empty"})
"""Refusals that only say the number is not finished: not held against somebody who is still typing."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What was typed about one person, trimmed."""

    name: str = ""
    id_number: str = ""
    phone: str = ""
    group: str = ""
    id_missing_reason: str = ""

    @property
    def empty(self) -> bool:
        return not any((self.name, self.id_number, self.phone, self.group, self.id_missing_reason))


class IdentityEdit(QWidget):
    """``number_completed`` carries a whole, valid number; ``done`` is Enter in the last field.

    ``same_person_chosen`` carries the ``VillagerRow`` of the same number that the agent recognised.
    """

    changed = Signal()
    done = Signal()
    number_completed = Signal(str)
    same_person_chosen = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self.name = ToldField(self.tr("姓名"), CleanField(parent=self), required=True)
        self.id_number = ToldField(self.tr("身份证号"), CleanField(parent=self))
        self.phone = ToldField(self.tr("电话"), CleanField(parent=self))
        self.group = ToldField(self.tr("村民小组"), CleanField(parent=self))
        self.reason = ToldField(self.tr("没有证件号的原因"), CleanField(parent=self))
        self.line(self.reason).setPlaceholderText(self.tr("如：新生儿未落户"))
        self._same = _SameNumber(day, self)
        self._same.chosen.connect(self.same_person_chosen)
        self._lay_out()
        self._fields = (self.name, self.id_number, self.reason, self.phone, self.group)
        for told in self._fields:
            line = self.line(told)
            line.textChanged.connect(self._on_text_changed)
            line.installEventFilter(self)
        self._tell_cleaning()
        self.line(self.id_number).textEdited.connect(self._on_id_edited)
        self.line(self.id_number).editingFinished.connect(self._on_id_left)
        self.line(self.phone).editingFinished.connect(self._on_phone_left)
        self._show_reason_when_needed()
        self.setFocusProxy(self.name)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.id_number, 0, 1)
        grid.addWidget(self.phone, 1, 0)
        grid.addWidget(self.group, 1, 1)
        grid.addWidget(self.reason, 2, 0, 1, 2)
        grid.addWidget(self._same, 3, 0, 1, 2)

    def _tell_cleaning(self) -> None:
        """What was taken out of pasted text is said under the field it was pasted into."""
        for told in self._fields:
            line = self.line(told)
            line.cleaned.connect(lambda words, told=told: told.tell(words, "muted"))

    @staticmethod
    def line(told: ToldField) -> CleanField:
        """The line edit inside a told field."""
        assert isinstance(told.editor, CleanField)
        return told.editor

    def particulars(self) -> Particulars:
        number = identity_numbers.normalise(self.line(self.id_number).text())
        return Particulars(
            name=self.line(self.name).text().strip(),
            id_number=number,
            phone=self.line(self.phone).text().strip(),
            group=self.line(self.group).text().strip(),
            id_missing_reason="" if number else self.line(self.reason).text().strip(),
        )

    def fill(self, particulars: Particulars) -> None:
        """Show these; sentences are taken back."""
        told = (self.name, self.id_number, self.phone, self.group, self.reason)
        for one, part in zip(told, fields(particulars), strict=True):
            self.line(one).setText(getattr(particulars, part.name))
            one.tell("")
        self._same.show_rows(())
        self._show_reason_when_needed()

    def show_same(self, id_number: str, rows: Sequence[VillagerRow]) -> None:
        """People already registered under the number that stands in the field: a person decides."""
        if id_number == self.particulars().id_number:
            self._same.show_rows(rows)

    def tell(self, field: str, sentence: str) -> bool:
        """Put a refusal's sentence beside its field; False when the field is not one of these."""
        told = {
            "name": self.name,
            "id_number": self.id_number,
            "phone": self.phone,
            "group": self.group,
            "id_missing_reason": self.reason,
        }.get(field)
        if told is None:
            return False
        told.tell(sentence)
        told.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _on_text_changed(self, _text: str) -> None:
        self._show_reason_when_needed()
        self.changed.emit()

    def _on_id_edited(self, _text: str) -> None:
        number = self.particulars().id_number
        self._same.show_rows(())
        self._check_number(number, finished=len(number) >= ID_LENGTH)

    def _on_id_left(self) -> None:
        number = self.particulars().id_number
        if number:
            self._check_number(number, finished=True)

    def _check_number(self, number: str, *, finished: bool) -> None:
        try:
            checked = identity_numbers.check(number, self._day)
        except Refusal as refusal:
            still_typing = not finished and refusal.code in _WHILE_TYPING
            words = self.tr("已输 {0} 位，共 18 位").format(len(number)) if number else ""
            self.id_number.tell(
                words if still_typing else refusal.sentence, "muted" if still_typing else "error"
            )
            return
        sex = self.tr("男") if checked.sex == "male" else self.tr("女")
        born = self.tr("{0}，{1} 年 {2} 月 {3} 日生").format(
            sex, checked.birth_on.year, checked.birth_on.month, checked.birth_on.day
        )
        self.id_number.tell(" ".join((born, *checked.warnings)), "muted")
        self.number_completed.emit(number)

    def _on_phone_left(self) -> None:
        try:
            phones.check(self.particulars().phone)
        except Refusal as refusal:
            self.phone.tell(refusal.sentence)
        else:
            self.phone.tell("")

    def _show_reason_when_needed(self) -> None:
        named = bool(self.line(self.name).text().strip())
        self.reason.setVisible(named and not self.line(self.id_number).text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._go_on(watched)
        return True

    def _go_on(self, watched: QObject) -> None:
        lines: list[QLineEdit] = [self.line(told) for told in self._fields if not told.isHidden()]
        at = next((i for i, line in enumerate(lines) if line is watched), len(lines) - 1)
        if at + 1 < len(lines):
            lines[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.done.emit()


class _SameNumber(QWidget):
    """The people of one number, each with a button "就是此人"."""

    chosen = Signal(object)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._day = day
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.hide()

    def show_rows(self, rows: Sequence[VillagerRow]) -> None:
        while self._rows.count():
            widget = self._rows.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        for row in rows:
            self._rows.addWidget(self._one(row))
        self.setVisible(bool(rows))

    def _one(self, row: VillagerRow) -> QWidget:
        line = QWidget(self)
        words = QLabel(self.tr("这个号码已登记为：{0}").format(row.name), line)
        words.setProperty("role", "error")
        detail = QLabel(villager_detail(row, self._day), line)
        detail.setProperty("role", "muted")
        button = QPushButton(self.tr("就是此人"), line)
        button.clicked.connect(lambda: self.chosen.emit(row))
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(words)
        layout.addWidget(detail, 1)
        layout.addWidget(button)
        return line
