"""Step four of acceptance: how it was asked, for whom it is said, and what else is to be remembered."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cases import ServiceMode
from app.domain.mandates import MandateRow
from app.ui import actions
from app.ui.pages.accept.mandate_part import MandatePart
from app.ui.pages.accept.mode_needs import ModeNeeds
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.plain import button
from app.ui.widgets.told_field import ToldField
from app.ui.wording import mode_words


class MoreCard(QFrame):
    """Everything here has a usual value: an ordinary case never comes by."""

    changed = Signal()
    rota_wanted = Signal()
    rare_requested = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.mode_box = QComboBox(self)
        for mode in ServiceMode:
            self.mode_box.addItem(mode_words(mode), mode.value)
        self.note_line = CleanField(parent=self)
        self.representative_line = CleanField(self.tr("本人来办则留空"), self)
        self.relation_line = CleanField(self.tr("如：儿子"), self)
        self.mode = ToldField(self.tr("4  办理方式"), self.mode_box)
        self.note = ToldField(self.tr("备注"), self.note_line)
        self.representative = ToldField(self.tr("代申请人"), self.representative_line)
        self.relation = ToldField(self.tr("与申请人关系"), self.relation_line)
        self.needs = ModeNeeds(day, self)
        self.mandates = MandatePart(day, self)
        self.rare = button(self.tr("更多  {0}").format(actions.key_words("rare")), self.rare_requested.emit)
        self.mode_touched = False
        self._applicant_known = False
        self._lay_out()
        self.mode_box.currentIndexChanged.connect(self._on_mode_changed)
        self.mode_box.activated.connect(self._on_mode_chosen)
        self.needs.changed.connect(self._on_needs_changed)
        self.mandates.chosen.connect(self._on_mandate_chosen)
        self.mandates.form_requested.connect(self._on_mandate_wanted)
        self.representative_line.textChanged.connect(self._show_mandates)
        self._show_mandates()
        for told in (self.note, self.representative, self.relation):
            line = told.editor
            assert isinstance(line, CleanField)
            line.textChanged.connect(self.changed)
            line.cleaned.connect(lambda words, told=told: told.tell(words, "muted"))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        parts = ((self.mode, 2), (self.note, 5), (self.representative, 3), (self.relation, 2))
        for told, stretch in parts:
            line.addWidget(told, stretch)
        line.addWidget(self.rare, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 10)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self.needs)
        layout.addWidget(self.mandates)

    def show_mandates(self, rows: tuple[MandateRow, ...], mandate_id: str = "") -> None:
        """The valid mandates of a known applicant."""
        self._applicant_known = True
        self.mandates.show_rows(rows, mandate_id)
        self._show_mandates()

    def no_mandates(self) -> None:
        """The applicant is nobody known yet."""
        self._applicant_known = False
        self.mandates.show_rows(())
        self.mandates.form.hide()
        self._show_mandates()

    def take_usual_mode(self, mode: ServiceMode) -> None:
        """How this person is served by default, unless a mode was chosen."""
        if not self.mode_touched and self.chosen_mode() is ServiceMode.COUNTER:
            self.choose_mode(mode)
            self.mode.tell(self.tr("行动不便，通常上门"), "muted")

    def chosen_mode(self) -> ServiceMode:
        return ServiceMode(str(self.mode_box.currentData()))

    def choose_mode(self, mode: ServiceMode) -> None:
        self.mode_box.setCurrentIndex(self.mode_box.findData(mode.value))

    def tell(self, field: str, sentence: str) -> bool:
        """Put a refusal's sentence beside its field; False when the field is not one of these."""
        told = {
            "mode": self.mode,
            "note": self.note,
            "representative": self.representative,
            "representative_relation": self.relation,
        }.get(field)
        if told is None:
            return self.needs.tell(field, sentence)
        told.tell(sentence)
        told.setFocus()
        return True

    def clear(self) -> None:
        self.choose_mode(ServiceMode.COUNTER)
        self.mode.tell("")
        self.mode_touched = False
        self.needs.fill({})
        self.no_mandates()
        for told in (self.note, self.representative, self.relation):
            assert isinstance(told.editor, CleanField)
            told.editor.clear()
            told.tell("")

    def _on_mode_changed(self) -> None:
        self.needs.show_mode(self.chosen_mode())
        self.mode.tell("")
        if not self.needs.isHidden():
            self.rota_wanted.emit()
        self.changed.emit()

    def _on_mode_chosen(self) -> None:
        self.mode_touched = True

    def _on_needs_changed(self) -> None:
        appointment = self.needs.appointment()
        place = self.needs.answers()["place"]
        if appointment is not None and appointment.place and not place:
            self.needs.fill(self.needs.answers() | {"place": appointment.place})
            return
        self.changed.emit()

    def _on_mandate_chosen(self, row: MandateRow | None) -> None:
        if row is not None:
            self.representative_line.setText(row.representative)
            self.relation_line.setText(row.relation)
        self.changed.emit()

    def _on_mandate_wanted(self) -> None:
        self.mandates.begin_form(self.representative_line.text().strip(), self.relation_line.text().strip())

    def _show_mandates(self) -> None:
        """Only where somebody acts for the applicant, or has been given the power to."""
        named = bool(self.representative_line.text().strip())
        self.mandates.setVisible(self._applicant_known and (named or self.mandates.box.count() > 1))
