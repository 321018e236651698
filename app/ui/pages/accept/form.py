"""The form of acceptance: four steps from top to bottom, read and filled as one draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.domain.cases import ServiceMode
from app.domain.catalogue import ServiceItem
from app.domain.organisations import OrganisationRow
from app.domain.rows import VillagerRow
from app.ui.pages.accept.draft import AcceptDraft, OrganisationTyped
from app.ui.pages.accept.more_card import MoreCard
from app.ui.pages.accept.rare import RareAnswers
from app.ui.pages.accept.rare_card import RareCard
from app.ui.pages.accept.rare_side import RareSide
from app.ui.pages.accept.what_card import PapersCard, WhatCard
from app.ui.pages.accept.who_card import WhoCard
from app.ui.widgets.chosen_card import ChosenCard
from app.ui.widgets.searching_field import SearchingField
from app.ui.wishes import AcceptWish


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
        self.cards = (self.who, self.what, self.papers, self.more, self.rare)
        self.unusual = RareSide(self.more, self.rare)
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
        self._quiet = False
        self.who.changed.connect(self._on_part_changed)
        self.what.changed.connect(self._on_what_changed)
        self.papers.table.papers.changed.connect(self._on_part_changed)
        self.papers.table.done.connect(self.more.note_line.setFocus)
        self.more.changed.connect(self._on_part_changed)
        self.more.rare_requested.connect(self.unusual.turn)
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
            rare=self.unusual.answers(),
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
        self.unusual.take(draft.rare)

    def clear(self) -> None:
        """An empty form, the hand at the first field."""
        self._quiet = True
        self.who.clear()
        self.what.clear()
        self._item_shown = ""
        self._last_focus = ("", 0)
        self.papers.show_item(None)
        self.more.clear()
        self.unusual.clear()
        self._quiet = False
        self.who.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def take_villager(self, row: VillagerRow) -> None:
        """Begin for a villager who was chosen on another page; an item already typed stays."""
        self.who.choose(row)

    def take_wish(self, wish: AcceptWish) -> None:
        """Begin with what another page knows of a request."""
        self.unusual.take(
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
        return self.unusual.tell(field, sentence)

    def _tell_picker(self, picker: SearchingField, chosen: ChosenCard, sentence: str) -> bool:
        picker.say(sentence)
        (chosen.change if picker.isHidden() else picker.field).setFocus()
        return not picker.isHidden()

    def go_to(self, focus: str, place: int) -> None:
        """Put the hand back where it was, or at the first field."""
        widget = _places(self).get(focus, self._first_place())
        if widget.isHidden() or not widget.isVisibleTo(self):
            widget = self._first_place() if not self.who.known else self.what.picker.field
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.setCursorPosition(min(place, len(widget.text())))
        elif widget is self.papers.table:
            self.papers.table.go_to_row(place)

    def _first_place(self) -> QWidget:
        return self.who.organisation.picker.field if self.who.of_organisation else self.who.picker.field

    def _focus(self) -> tuple[str, int]:
        widget = QApplication.focusWidget()
        name = next((name for name, place in _places(self).items() if place is widget), "")
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


def _places(form: AcceptForm) -> dict[str, QWidget]:
    edit = form.who.edit
    grids = (form.who.organisation.edit, form.more.needs, form.rare.grid)
    asked = {name: told.editor for grid in grids for name, told in grid.fields.items() if name != "phone"}
    return asked | {
        "organisation_search": form.who.organisation.picker.field,
        "who": form.who.picker.field,
        "name": edit.name.editor,
        "id_number": edit.id_number.editor,
        "phone": edit.phone.editor,
        "group": edit.group.editor,
        "id_missing_reason": edit.reason.editor,
        "item": form.what.picker.field,
        "papers": form.papers.table,
        "mode": form.more.mode_box,
        "note": form.more.note_line,
        "representative": form.more.representative_line,
        "relation": form.more.relation_line,
    }
