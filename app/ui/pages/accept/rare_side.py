"""The unusual answers of a request, wherever on the form they are given: read and filled as one."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import Qt

from app.domain.mandates import MandateRow
from app.ui.pages.accept.more_card import MoreCard
from app.ui.pages.accept.rare import RareAnswers, rare_of
from app.ui.pages.accept.rare_card import RareCard

ROTA = ("tour_id", "appointment_id", "accepted_by", "case_manager")
CHOSEN_LATER = (*ROTA, "kind")
"""Answers chosen from lists that are read after the page is there."""


class RareSide:
    """Knows which kept answers still wait for the lists they are chosen from."""

    def __init__(self, more: MoreCard, card: RareCard) -> None:
        self._more = more
        self._card = card
        self._inquiry_id = ""
        self._mandate_id = ""
        self._wanted: dict[str, str] = {}

    def clear(self) -> None:
        """Nothing unusual."""
        self._card.clear()
        self._inquiry_id = self._mandate_id = ""
        self._wanted = {}

    def tell(self, field: str, sentence: str) -> bool:
        """Put a refusal beside the field it names; False when it names none of these."""
        return self._more.tell(field, sentence) or self._card.tell(field, sentence)

    def take(self, rare: RareAnswers) -> None:
        """Put the unusual answers in; what cannot be chosen yet is chosen when the lists are here."""
        self._inquiry_id, self._mandate_id = rare.inquiry_id, rare.mandate_id
        words = asdict(rare)
        self._wanted = {name: words[name] for name in CHOSEN_LATER if words[name]}
        self._more.needs.fill(words)
        self._card.grid.fill(words)
        self._card.setVisible(any(words[name] for name in self._card.grid.fields))

    def choose_waiting(self, *names: str) -> None:
        """The lists that these kept answers are chosen from are here now."""
        late = {name: self._wanted.pop(name) for name in names if name in self._wanted}
        for grid in (self._more.needs, self._card.grid):
            mine = {name: words for name, words in late.items() if name in grid.fields}
            if mine:
                grid.fill(grid.answers() | mine)

    def answers(self) -> RareAnswers:
        """All of them, also those whose lists are still being read."""
        said: dict[str, object] = {**self._wanted}
        said |= {name: words for name, words in self._more.needs.answers().items() if words}
        said |= {name: words for name, words in self._card.grid.answers().items() if words}
        named = bool(self._more.representative_line.text().strip())
        mandate_id = self._more.mandates.mandate_id or self._mandate_id
        return rare_of(said | {"inquiry_id": self._inquiry_id, "mandate_id": mandate_id if named else ""})

    def turn(self) -> None:
        """Open the card of unusual things, or put it away where it is empty."""
        if self._card.isHidden():
            self._more.rota_wanted.emit()
            self._card.open_card()
        elif not any(self._card.grid.answers().values()) and self._card.decline.isHidden():
            self._card.hide()
            self._more.note_line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._card.grid.begin()

    def show_mandates(self, rows: tuple[MandateRow, ...]) -> None:
        """The mandates that hold for whoever applies; the one a kept draft stood on is chosen again."""
        self._more.show_mandates(rows, self._more.mandates.mandate_id or self._mandate_id)
        self._mandate_id = ""

    def take_mandate(self, row: MandateRow) -> None:
        """One was given just now: its representative acts."""
        self._more.representative_line.setText(row.representative)
        self._more.relation_line.setText(row.relation)
        self._mandate_id = row.mandate_id
        self._more.mandates.show_rows((row,), row.mandate_id)
        self._more.mandates.close_form()
