"""The applicant is an organisation: found by name or code, or registered in place, its code checked as typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain import organisations
from app.domain.organisations import OrganisationRow
from app.errors import Refusal
from app.ui.pages.accept.draft import OrganisationTyped
from app.ui.widgets.answer_grid import AnswerGrid
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.chosen_card import ChosenCard
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.organisation_picker import OrganisationPicker

CODE_LENGTH = 18


class OrganisationPart(QWidget):
    """``settled`` says that the organisation is known and the hand may go on to the item."""

    changed = Signal()
    settled = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: OrganisationRow | None = None
        self.picker = OrganisationPicker(self)
        self.chosen = ChosenCard(self.tr("换单位"), self)
        asked = (
            AskField("organisation", self.tr("单位名称"), "text", True),
            AskField("credit_code", self.tr("统一社会信用代码")),
            AskField("contact", self.tr("经办联系人")),
            AskField("phone", self.tr("电话")),
        )
        self.edit = AnswerGrid(asked, day, columns=2, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.picker, self.edit, self.chosen):
            layout.addWidget(part)
        self.picker.chosen.connect(self.choose)
        self.picker.new_requested.connect(self.begin_new)
        self.picker.field.textChanged.connect(self.changed)
        self.edit.changed.connect(self.changed)
        self.edit.done.connect(self.settled)
        self.chosen.change_requested.connect(self.search_again)
        self.code_line.textEdited.connect(self._on_code_edited)
        self._show(self.picker)

    @property
    def code_line(self) -> CleanField:
        line = self.edit.fields["credit_code"].editor
        assert isinstance(line, CleanField)
        return line

    @property
    def is_new(self) -> bool:
        return not self.edit.isHidden()

    @property
    def known(self) -> bool:
        return self.row is not None or (self.is_new and bool(self.edit.answers()["organisation"]))

    def typed(self) -> OrganisationTyped:
        """What is known of it: its record's id and name, or as typed."""
        if self.row is not None:
            return OrganisationTyped(self.row.organisation_id, self.row.name)
        if not self.is_new:
            return OrganisationTyped()
        answers = self.edit.answers()
        return OrganisationTyped(
            "", answers["organisation"], answers["credit_code"], answers["contact"], answers["phone"]
        )

    def show_found(self, text: str, rows: Sequence[OrganisationRow]) -> None:
        """The answer for what was typed."""
        self.picker.show_found(text, rows)

    def choose(self, row: OrganisationRow, *, go_on: bool = True) -> None:
        """This is the organisation."""
        self.row = row
        open_cases = self.tr("在办 {0} 件").format(row.open_cases) if row.open_cases else ""
        parts = (row.credit_code, row.contact, row.phone, open_cases)
        self.chosen.show_words(row.name, " · ".join(part for part in parts if part))
        self._show(self.chosen)
        self.changed.emit()
        if go_on:
            self.settled.emit()

    def begin_new(self, text: str) -> None:
        """One not yet known: what was typed is its name, or its code where it looks like one."""
        self.row = None
        is_code = len(text) == CODE_LENGTH and text.isascii()
        self.edit.fill({"credit_code": text} if is_code else {"organisation": text})
        self._show(self.edit)
        self.edit.fields["organisation" if is_code or not text else "credit_code"].editor.setFocus()
        if is_code:
            self._on_code_edited(text)
        self.changed.emit()

    def take(self, typed: OrganisationTyped, row: OrganisationRow | None) -> None:
        """Open kept words again; ``row`` is what its id stands for today."""
        if row is not None:
            self.choose(row, go_on=False)
        elif typed.name or typed.credit_code:
            self.edit.fill(
                {
                    "organisation": typed.name,
                    "credit_code": typed.credit_code,
                    "contact": typed.contact,
                    "phone": typed.phone,
                }
            )
            self._show(self.edit)

    def search_again(self) -> None:
        """Back to the search with what was typed there."""
        self.row = None
        self._show(self.picker)
        self.picker.field.setFocus()
        self.picker.field.selectAll()
        self.changed.emit()

    def clear(self) -> None:
        self.row = None
        self.edit.fill({})
        self.picker.clear()
        self._show(self.picker)

    def begin(self) -> None:
        """The hand goes to where the organisation is named."""
        place = self.picker.field if not self.picker.isHidden() else self.chosen.change
        (self.edit.fields["organisation"].editor if self.is_new else place).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def tell(self, field: str, sentence: str) -> bool:
        """Put a refusal beside the field it names; False when it has no place there."""
        if self.is_new and self.edit.tell(field, sentence):
            return True
        if field not in ("organisation", "organisation_id", "credit_code", "contact"):
            return False
        self.picker.say(sentence)
        self.begin()
        return not self.picker.isHidden()

    def _on_code_edited(self, text: str) -> None:
        told = self.edit.fields["credit_code"]
        length = len("".join(text.split()))
        if 0 < length < CODE_LENGTH:
            told.tell(self.tr("已输 {0} 位，共 18 位").format(length), "muted")
            return
        try:
            checked = organisations.check_code(text)
        except Refusal as refusal:
            told.tell(refusal.sentence)
            return
        told.tell(self.tr("代码校验无误") if checked else "", "muted")

    def _show(self, part: QWidget) -> None:
        for one in (self.picker, self.edit, self.chosen):
            one.setVisible(one is part)
