"""Step one of acceptance: a returning villager in a few letters, a new one in place, or an organisation."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.rows import VillagerRow
from app.ui import actions
from app.ui.pages.accept.organisation_part import OrganisationPart
from app.ui.pages.accept.step import lay_step
from app.ui.widgets.chosen_card import ChosenCard
from app.ui.widgets.identity_edit import IdentityEdit, Particulars
from app.ui.widgets.villager_picker import VillagerPicker
from app.ui.widgets.villager_words import open_cases_words, villager_detail


class WhoCard(QFrame):
    """``settled`` says that the person is known and the hand may go on to the item."""

    changed = Signal()
    settled = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._day = day
        self.villager: VillagerRow | None = None
        self.picker = VillagerPicker(day, self)
        self.edit = IdentityEdit(day, self)
        self.chosen = ChosenCard(self.tr("换申请人"), self)
        self._back = QPushButton(self.tr("返回 Esc"), self)
        self._back.setProperty("rank", "quiet")
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.organisation = OrganisationPart(day, self)
        self.turn = QPushButton(self)
        self.turn.setProperty("rank", "quiet")
        self.turn.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        title = QLabel(self.tr("1  谁来办"), self)
        title.setProperty("role", "section")
        content = lay_step(self, title, self._ways())
        for part in (self.picker, self.edit, self.chosen, self.organisation):
            content.addWidget(part)
        self.picker.chosen.connect(self.choose)
        self.picker.new_requested.connect(self.begin_new)
        self.picker.field.textChanged.connect(self.changed)
        self.edit.changed.connect(self.changed)
        self.edit.done.connect(self.settled)
        self.edit.same_person_chosen.connect(self.choose)
        self.chosen.change_requested.connect(self.search_again)
        self._back.clicked.connect(self.search_again)
        self.turn.clicked.connect(lambda _checked=False: self.turn_kind())
        self.organisation.changed.connect(self._on_organisation_changed)
        self.organisation.settled.connect(self.settled)
        self._show(self.picker)

    def _ways(self) -> QWidget:
        ways = QWidget(self)
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for way in (self.turn, self._back):
            way.setStyleSheet("text-align: left; padding: 0;")
            column.addWidget(way)
        return ways

    @property
    def of_organisation(self) -> bool:
        """Whether an organisation applies, not a person."""
        return not self.organisation.isHidden()

    @property
    def is_new(self) -> bool:
        return not self.edit.isHidden()

    def particulars(self) -> Particulars:
        """Of the chosen villager, or as typed for a new one."""
        if self.villager is not None:
            row = self.villager
            return Particulars(row.name, row.id_number, row.phone, row.group)
        return self.edit.particulars() if self.is_new else Particulars()

    @property
    def known(self) -> bool:
        """Whether there is somebody to accept a request of."""
        if self.of_organisation:
            return self.organisation.known
        return self.villager is not None or bool(self.particulars().name)

    @property
    def shown_name(self) -> str:
        """What the applicant is called."""
        return self.organisation.typed().name if self.of_organisation else self.particulars().name

    def choose(self, row: VillagerRow, *, go_on: bool = True) -> None:
        """This is the person."""
        self.villager = row
        detail = villager_detail(row, self._day)
        open_cases = open_cases_words(row)
        self.chosen.show_words(row.name, " · ".join(part for part in (detail, open_cases) if part))
        self.edit.fill(Particulars())
        self._show(self.chosen)
        self.changed.emit()
        if go_on:
            self.settled.emit()

    def begin_new(self, text: str) -> None:
        """A person not yet known: what was typed is the name or the number."""
        self.villager = None
        digits = sum(character.isdigit() for character in text)
        is_number = digits >= 6 and digits >= len(text) - 1
        self.edit.fill(Particulars(id_number=text) if is_number else Particulars(name=text))
        self._show(self.edit)
        (self.edit.name if is_number or not text else self.edit.id_number).setFocus()
        self.changed.emit()

    def take_new(self, particulars: Particulars) -> None:
        """Kept particulars of a person not yet known."""
        self.edit.fill(particulars)
        self._show(self.edit)

    def turn_kind(self) -> None:
        """From a person to an organisation and back; what was typed of the other stays for the way back."""
        if self.of_organisation:
            self._show(self.chosen if self.villager is not None else self.picker)
            (self.chosen.change if self.villager is not None else self.picker.field).setFocus()
        else:
            self._show(self.organisation)
            self.organisation.begin()
        self.changed.emit()

    def search_again(self) -> None:
        """Back to the search with what was typed there."""
        if self.of_organisation:
            self.organisation.search_again()
            return
        self.villager = None
        self._show(self.picker)
        self.picker.field.setFocus()
        self.picker.field.selectAll()
        self.changed.emit()

    def clear(self) -> None:
        self.villager = None
        self.edit.fill(Particulars())
        self.picker.clear()
        self.organisation.clear()
        self._show(self.picker)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        searching = self.organisation.picker if self.of_organisation else self.picker
        if event.key() == Qt.Key.Key_Escape and searching.isHidden():
            self.search_again()
            return
        super().keyPressEvent(event)

    def _show(self, part: QWidget) -> None:
        for one in (self.picker, self.edit, self.chosen, self.organisation):
            one.setVisible(one is part)
        self._say_ways()

    def _say_ways(self) -> None:
        key = actions.key_words("organisation")
        words = self.tr("个人 {0}") if self.of_organisation else self.tr("单位 {0}")
        self.turn.setText(words.format(key))
        self._back.setVisible(self.is_new or (self.of_organisation and self.organisation.is_new))

    def _on_organisation_changed(self) -> None:
        self._say_ways()
        self.changed.emit()
