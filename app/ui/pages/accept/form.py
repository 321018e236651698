"""The form of acceptance: four steps from top to bottom, read and filled as one draft."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.domain.cases import ServiceMode
from app.domain.catalogue import ServiceItem
from app.domain.mandates import MandateRow
from app.domain.organisations import OrganisationRow
from app.domain.rows import VillagerRow
from app.ui.pages.accept.draft import AcceptDraft, OrganisationTyped
from app.ui.pages.accept.more_card import MoreCard
from app.ui.pages.accept.rare import RareAnswers, rare_of
from app.ui.pages.accept.rare_card import RareCard
from app.ui.pages.accept.what_card import PapersCard, WhatCard
from app.ui.pages.accept.who_card import WhoCard
from app.ui.widgets.chosen_card import ChosenCard
from app.ui.widgets.searching_field import SearchingField
from app.ui.wishes import AcceptWish

ROTA = ("tour_id", "appointment_id", "accepted_by", "case_manager")
CHOSEN_LATER = (*ROTA, "kind")
"""Answers chosen from lists that are read after the page is there."""


@dataclass(frozen=True, slots=True)
class KnownParts:
    """What the identifiers of a kept draft stand for today; None for what is gone."""

    villager: VillagerRow | None = None
    item: ServiceItem | None = None
    organisation: OrganisationRow | None = None


class AcceptForm(QWidget):
    """``changed`` after every key that changed something."""

    changed = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = WhoCard(day, self)
        self.what = WhatCard(self)
        self.papers = PapersCard(day, self)
        self.more = MoreCard(day, self)
        self.rare = RareCard(day, self)
        self._inquiry_id = ""
        self._mandate_id = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.who)
        layout.addWidget(self.what)
        layout.addWidget(self.papers, 1)
        layout.addWidget(self.more)
        layout.addWidget(self.rare)
        self._item_shown = ""
        self._last_focus = ("", 0)
        self._wanted: dict[str, str] = {}
        self._quiet = False
        self.who.changed.connect(self._on_part_changed)
        self.what.changed.connect(self._on_what_changed)
        self.papers.table.papers.changed.connect(self._on_part_changed)
        self.papers.table.done.connect(self.more.note_line.setFocus)
        self.more.changed.connect(self._on_part_changed)
        self.more.rare_requested.connect(self.turn_rare)
        self.rare.changed.connect(self._on_part_changed)
        self.who.settled.connect(self._on_who_settled)
        self.what.settled.connect(self._on_what_settled)

    def draft(self) -> AcceptDraft:
        """What stands in the form now, and where the hand is."""
        villager = self.who.villager
        item = self.what.item
        focus, place = self._focus()
        return AcceptDraft(
            villager_id=villager.villager_id if villager is not None else "",
            who_text=self.who.picker.text(),
            is_new=self.who.is_new,
            person=self.who.particulars(),
            item_code=item.code if item is not None else "",
            item_text=self.what.picker.text(),
            materials=self.papers.table.papers.given(),
            mode=self.more.chosen_mode(),
            note=self.more.note_line.text().strip(),
            representative=self.more.representative_line.text().strip(),
            relation=self.more.relation_line.text().strip(),
            of_organisation=self.who.of_organisation,
            organisation=self.who.organisation.typed() if self.who.of_organisation else OrganisationTyped(),
            rare=self._rare(),
            focus=focus,
            place=place,
        )

    def restore(self, draft: AcceptDraft, known: KnownParts) -> None:
        """Open a kept draft again; ``known`` is what its identifiers stand for today."""
        self._quiet = True
        self.who.picker.set_text(draft.who_text)
        if known.villager is not None:
            self.who.choose(known.villager, go_on=False)
        elif draft.is_new or draft.villager_id:
            self.who.take_new(draft.person)
        if draft.of_organisation:
            self.who.turn_kind()
            self.who.organisation.take(draft.organisation, known.organisation)
        self.what.picker.set_text(draft.item_text)
        if known.item is not None:
            self.what.choose(known.item, go_on=False)
            self.papers.table.papers.take_given(draft.materials)
        self._restore_more(draft)
        self._quiet = False
        self.go_to(draft.focus, draft.place)
        self.changed.emit()

    def _restore_more(self, draft: AcceptDraft) -> None:
        self.more.choose_mode(draft.mode)
        self.more.note_line.setText(draft.note)
        self.more.representative_line.setText(draft.representative)
        self.more.relation_line.setText(draft.relation)
        self.take_rare(draft.rare)

    def take_rare(self, rare: RareAnswers) -> None:
        """Put the unusual answers in; what cannot be chosen yet is chosen when the lists are here."""
        self._inquiry_id, self._mandate_id = rare.inquiry_id, rare.mandate_id
        words = asdict(rare)
        self._wanted = {name: words[name] for name in CHOSEN_LATER if words[name]}
        self.more.needs.fill(words)
        self.rare.grid.fill(words)
        self.rare.setVisible(any(words[name] for name in self.rare.grid.fields))

    def choose_waiting(self, *names: str) -> None:
        """The lists that these kept answers are chosen from are here now."""
        late = {name: self._wanted.pop(name) for name in names if name in self._wanted}
        for grid in (self.more.needs, self.rare.grid):
            mine = {name: words for name, words in late.items() if name in grid.fields}
            if mine:
                grid.fill(grid.answers() | mine)

    def _rare(self) -> RareAnswers:
        said: dict[str, object] = {**self._wanted}
        said |= {name: words for name, words in self.more.needs.answers().items() if words}
        said |= {name: words for name, words in self.rare.grid.answers().items() if words}
        named = bool(self.more.representative_line.text().strip())
        mandate_id = self.more.mandates.mandate_id or self._mandate_id
        return rare_of(said | {"inquiry_id": self._inquiry_id, "mandate_id": mandate_id if named else ""})

    def turn_rare(self) -> None:
        """Open the card of unusual things, or put it away where it is empty."""
        if self.rare.isHidden():
            self.more.rota_wanted.emit()
            self.rare.open_card()
        elif not any(self.rare.grid.answers().values()) and self.rare.decline.isHidden():
            self.rare.hide()
            self.more.note_line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.rare.grid.begin()

    def clear(self) -> None:
        """An empty form, the hand at the first field."""
        self._quiet = True
        self.who.clear()
        self.what.clear()
        self._item_shown = ""
        self._last_focus = ("", 0)
        self.papers.show_item(None)
        self.more.clear()
        self.rare.clear()
        self._inquiry_id = self._mandate_id = ""
        self._wanted = {}
        self._quiet = False
        self.who.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def take_villager(self, row: VillagerRow) -> None:
        """Begin for a villager who was chosen on another page; an item already typed stays."""
        self.who.choose(row)

    def take_wish(self, wish: AcceptWish) -> None:
        """Begin with what another page knows of a request."""
        self.take_rare(
            RareAnswers(
                place=wish.place,
                tour_id=wish.tour_id,
                appointment_id=wish.appointment_id,
                inquiry_id=wish.inquiry_id,
            )
        )
        self.more.choose_mode(wish.mode)
        self.more.mode_touched = wish.mode is not ServiceMode.COUNTER
        self.more.needs.fill({"place": wish.place})
        self.more.note_line.setText(wish.note)
        if wish.name and not wish.villager_id:
            self.who.picker.set_text(wish.name)
            self.who.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_mandates(self, rows: tuple[MandateRow, ...]) -> None:
        """The mandates that hold for whoever applies; the one a kept draft stood on is chosen again."""
        self.more.show_mandates(rows, self.more.mandates.mandate_id or self._mandate_id)
        self._mandate_id = ""

    def take_mandate(self, row: MandateRow) -> None:
        """One was given just now: its representative acts."""
        self.more.representative_line.setText(row.representative)
        self.more.relation_line.setText(row.relation)
        self._mandate_id = row.mandate_id
        self.more.mandates.show_rows((row,), row.mandate_id)
        self.more.mandates.close_form()

    def tell(self, field: str, sentence: str) -> bool:
        """Put a refusal beside the field it names; False when it has no place there and must be said elsewhere."""
        if self.who.of_organisation and self.who.organisation.tell(field, sentence):
            return True
        if self.who.villager is None and self.who.is_new and self.who.edit.tell(field, sentence):
            return True
        if field in ("name", "id_number", "villager_id", "phone", "group"):
            return self._tell_picker(self.who.picker, self.who.chosen, sentence)
        if field == "item":
            return self._tell_picker(self.what.picker, self.what.chosen, sentence)
        return self.more.tell(field, sentence) or self.rare.tell(field, sentence)

    def _tell_picker(self, picker: SearchingField, chosen: ChosenCard, sentence: str) -> bool:
        picker.say(sentence)
        (chosen.change if picker.isHidden() else picker.field).setFocus()
        return not picker.isHidden()

    def go_to(self, focus: str, place: int) -> None:
        """Put the hand back where it was, or at the first field."""
        widget = self._places().get(focus, self._first_place())
        if widget.isHidden() or not widget.isVisibleTo(self):
            widget = self._first_place() if not self.who.known else self.what.picker.field
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.setCursorPosition(min(place, len(widget.text())))
        elif widget is self.papers.table:
            self.papers.table.go_to_row(place)

    def _first_place(self) -> QWidget:
        return self.who.organisation.picker.field if self.who.of_organisation else self.who.picker.field

    def _places(self) -> dict[str, QWidget]:
        edit = self.who.edit
        grids = (self.who.organisation.edit, self.more.needs, self.rare.grid)
        asked = {name: told.editor for grid in grids for name, told in grid.fields.items() if name != "phone"}
        return asked | {
            "organisation_search": self.who.organisation.picker.field,
            "who": self.who.picker.field,
            "name": edit.name.editor,
            "id_number": edit.id_number.editor,
            "phone": edit.phone.editor,
            "group": edit.group.editor,
            "id_missing_reason": edit.reason.editor,
            "item": self.what.picker.field,
            "papers": self.papers.table,
            "mode": self.more.mode_box,
            "note": self.more.note_line,
            "representative": self.more.representative_line,
            "relation": self.more.relation_line,
        }

    def _focus(self) -> tuple[str, int]:
        widget = QApplication.focusWidget()
        name = next((name for name, place in self._places().items() if place is widget), "")
        if not name:  # the hand is on another page: it will come back to where it was
            return self._last_focus
        if isinstance(widget, QLineEdit):
            self._last_focus = name, widget.cursorPosition()
        else:
            self._last_focus = name, max(self.papers.table.row(), 0) if name == "papers" else 0
        return self._last_focus

    def _on_part_changed(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _on_what_changed(self) -> None:
        item = self.what.item
        code = item.code if item is not None else ""
        if code != self._item_shown:
            self._item_shown = code
            self.papers.show_item(item)
        self._on_part_changed()

    def _on_who_settled(self) -> None:
        if self.what.item is None:
            self.what.picker.field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._on_what_settled()

    def _on_what_settled(self) -> None:
        if not self.who.known:
            self.who.picker.field.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.papers.table.papers.rowCount():
            self.papers.table.setFocus(Qt.FocusReason.TabFocusReason)
            self.papers.table.go_to_row(0)
        else:
            self.more.note_line.setFocus(Qt.FocusReason.TabFocusReason)


def with_reason(draft: AcceptDraft, again: str) -> AcceptDraft:
    """The draft with the reason for a second open case of the same person and item."""
    return replace(draft, again=again)
