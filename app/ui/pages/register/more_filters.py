"""The third row of chips: by whom, how it was served, how urgent, of which batch, not yet in the province's system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.batches import BatchRow
from app.domain.cases import ServiceMode
from app.domain.requests import URGENCY_WORDS, Urgency
from app.domain.rows import AgentTile, CaseFilter
from app.ui.widgets.choice_menu import ChoiceMenu, chip
from app.ui.wording import domain_words, mode_words

ANY_URGENCY = "any"
NOBODY = "-"


class MoreFilters(QWidget):
    """``changed`` after every chip; ``onto`` puts what they say into a filter."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        modes = [(mode.value, mode_words(mode)) for mode in ServiceMode]
        urgencies = [(u.value, domain_words(URGENCY_WORDS[u])) for u in (Urgency.URGENT, Urgency.SPECIAL)]
        any_urgency = (ANY_URGENCY, self.tr("急事或特事"))
        self.modes = ChoiceMenu(self.tr("方式不限"), modes)
        self.urgency = ChoiceMenu(
            self.tr("缓急不限"), [(NOBODY, self.tr("缓急不限")), any_urgency, *urgencies], single=True
        )
        self.agent = self._menu(self.tr("承办人不限"), ())
        self.batch = self._menu(self.tr("批次不限"), ())
        self.external = chip(self.tr("未录省平台"))
        self.follow_up = chip(self.tr("待回访"))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        for part in (self.modes, self.urgency, self.agent, self.batch, self.external, self.follow_up):
            self._line.addWidget(part)
        self._line.addStretch(1)
        for menu in (self.modes, self.urgency):
            menu.changed.connect(self.changed)
        for one in (self.external, self.follow_up):
            one.clicked.connect(self.changed)

    def show_choices(
        self, agents: Sequence[AgentTile], batches: Sequence[BatchRow], wanted: CaseFilter
    ) -> None:
        """Who handles cases here, and which batches there are; what ``wanted`` says stays ticked."""
        tiles = [(tile.agent_id, tile.name) for tile in agents]
        titles = [(row.batch_id, row.title) for row in batches]
        self.agent = self._put(self.agent, self._menu(self.tr("承办人不限"), tiles))
        self.batch = self._put(self.batch, self._menu(self.tr("批次不限"), titles))
        self.show_filter(wanted)

    def show_filter(self, wanted: CaseFilter) -> None:
        """Tick what this filter says."""
        self.modes.tick(mode.value for mode in wanted.modes)
        self.urgency.tick((wanted.urgency or NOBODY,))
        self.agent.tick((wanted.agent_id or NOBODY,))
        self.batch.tick((wanted.batch_id or NOBODY,))
        self.external.setChecked(wanted.external_missing)
        self.follow_up.setChecked(wanted.follow_up)
        self.batch.setVisible(bool(wanted.batch_id) or len(self.batch.menu().actions()) > 1)

    def onto(self, before: CaseFilter) -> CaseFilter:
        """The filter with what these chips say; a choice that is not listed yet stays."""
        return replace(
            before,
            modes=tuple(ServiceMode(value) for value in self.modes.ticked()),
            urgency=_one(self.urgency, before.urgency),
            agent_id=_one(self.agent, before.agent_id),
            batch_id=_one(self.batch, before.batch_id),
            external_missing=self.external.isChecked(),
            follow_up=self.follow_up.isChecked(),
        )

    def _menu(self, words: str, options: Sequence[tuple[str, str]]) -> ChoiceMenu:
        made = ChoiceMenu(words, [(NOBODY, words), *options], single=True)
        made.changed.connect(self.changed)
        return made

    def _put(self, old: ChoiceMenu, new: ChoiceMenu) -> ChoiceMenu:
        self._line.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        return new


def _one(menu: ChoiceMenu, before: str) -> str:
    ticked = menu.ticked()
    if not ticked:
        return before
    return "" if ticked[0] == NOBODY else ticked[0]
