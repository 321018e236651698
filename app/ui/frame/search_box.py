"""One search box for everything: cases, villagers, items; a slip's code opens its case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui import actions
from app.ui.frame.scanner import case_no_of
from app.ui.widgets.suggestions import Suggestion, SuggestionBox

if TYPE_CHECKING:
    from app.domain.rows import SearchHit
    from app.ui.office import Office

CALM_MS = 120


class SearchBox(QLineEdit):
    """Asks the register once the fingers rest; arrows and Enter choose."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._asked = ""
        self.setAccessibleName(self.tr("查找"))
        self.setAccessibleDescription(self.tr("查件、查人、查事项，也可扫单据上的码"))
        self.setPlaceholderText(
            self.tr("查件、查人、查事项，或扫码  {0}").format(actions.key_words("search"))
        )
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(CALM_MS)
        self._later.timeout.connect(self.ask)
        self._box = SuggestionBox(self)
        self._box.chosen.connect(self._on_chosen)
        self._box.enter_pressed.connect(self._on_enter)
        self.textEdited.connect(self._on_edited)

    def ask(self) -> None:
        """Ask the register for what is typed now."""
        text = self.text().strip()
        self._asked = text
        if not text or case_no_of(text) or not self._office.is_open:
            self._box.hide()
            return
        register, clock = self._office.register, self._office.clock

        def work() -> tuple[str, tuple[SearchHit, ...]]:
            from app.services import search

            return text, search.everything(register, text, clock)

        self._office.tasks.run(self, work, self._on_found)

    def _on_edited(self, _text: str) -> None:
        self._later.start()

    def _on_found(self, answer: tuple[str, tuple[SearchHit, ...]]) -> None:
        text, hits = answer
        if text != self._asked or not self.hasFocus():
            return  # more was typed meanwhile, or the person has gone elsewhere
        kinds = {"case": self.tr("登记簿"), "villager": self.tr("群众"), "item": self.tr("事项")}
        rows = [Suggestion(hit.title, hit.subtitle, hit, kinds.get(hit.kind, "")) for hit in hits]
        self._box.show_rows(rows, "" if rows else self.tr("没有找到“{0}”").format(text))

    def _on_enter(self) -> None:
        case_no = case_no_of(self.text())
        if case_no:
            self.clear()
            self._office.open_case_requested.emit(case_no)
        else:
            self.ask()

    def _on_chosen(self, hit: object) -> None:
        from app.domain.rows import CaseFilter, SearchHit

        if not isinstance(hit, SearchHit):
            return
        self.clear()
        if hit.kind == "case":
            self._office.open_case_requested.emit(hit.key)
        elif hit.kind == "villager":
            self._office.open_villager_requested.emit(hit.key)
        else:
            self._office.open_register_requested.emit(CaseFilter(item_code=hit.key))
