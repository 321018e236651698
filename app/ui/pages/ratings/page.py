"""评价投诉: whom to call on, complaints that the one who looks may see, the suggestions book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.rows import CaseChanged
from app.ui import actions
from app.ui.act_place import ActPlace
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.page import Page
from app.ui.pages.ratings.panels import ComplaintPanel, FollowUpPanel, SuggestionPanel
from app.ui.widgets.list_table import hand_to_list
from app.ui.widgets.side_tabs import SideTabs

if TYPE_CHECKING:
    from app.domain.rows import AgentTile
    from app.services.complaints import ComplaintRow
    from app.services.follow_ups import FollowUpRow
    from app.services.suggestions import SuggestionRow
    from app.ui.office import Office

COMPLAINT_PAPER = "complaint-record"


@dataclass(frozen=True, slots=True)
class _Read:
    follow_ups: tuple[FollowUpRow, ...]
    complaints: tuple[ComplaintRow, ...]
    suggestions: tuple[SuggestionRow, ...]
    agents: tuple[AgentTile, ...]


class RatingsPage(Page):
    """Made anew for each agent: a complaint about whoever is on duty is never read for them."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, actions.words("page-ratings"), parent)
        self.place = ActPlace(self)
        self.follow_ups = FollowUpPanel()
        self.complaints = ComplaintPanel()
        self.suggestions = SuggestionPanel()
        self.tabs = SideTabs()
        for panel in (self.follow_ups, self.complaints, self.suggestions):
            self.tabs.addTab(panel, "")
            panel.act_wanted.connect(self.place.ask)
        self._say(0, 0, 0)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.place)
        layout.addWidget(self.tabs, 1)
        self.place.done.connect(self._on_done)
        self.follow_ups.case_wanted.connect(office.open_case_requested)
        self.complaints.paper_wanted.connect(self._on_paper)

    def shown(self) -> None:
        """The hand goes to the list in front."""
        self.reload()
        if self.place.form is None:
            hand_to_list(self.tabs.currentWidget())

    def reload(self) -> None:
        register, clock, viewer = self.office.register, self.office.clock, self.agent_id

        def work() -> _Read:
            from app.services import agents, complaints, follow_ups, suggestions

            return _Read(
                follow_ups.waiting(register, clock),
                complaints.listed(register, clock, viewer=viewer),
                suggestions.book(register),
                agents.tiles(register),
            )

        self.fetch(work, self._on_read)

    def _on_read(self, read: _Read) -> None:
        self.complaints.own_site = self.office.register.site_code
        self.follow_ups.fill(read.follow_ups)
        self.complaints.fill(read.complaints, read.agents)
        self.suggestions.fill(read.suggestions)
        self._say(
            len(read.follow_ups),
            sum(row.answered_on is None for row in read.complaints),
            sum(row.answered_on is None for row in read.suggestions),
        )

    def _say(self, follow_ups: int, complaints: int, suggestions: int) -> None:
        """How much waits stands in the tab's own words."""
        counted = (
            (self.tr("待回访"), follow_ups),
            (self.tr("投诉"), complaints),
            (self.tr("意见簿"), suggestions),
        )
        for at, (words, count) in enumerate(counted):
            self.tabs.setTabText(at, f"{words} {count}" if count else words)

    def _on_done(self, made: object) -> None:
        if isinstance(made, CaseChanged):
            self.office.case_saved.emit(made)
        self.reload()

    def _on_paper(self, case_no: str) -> None:
        PaperPreview.open_for(self.office, case_no, (COMPLAINT_PAPER,), self.window())
