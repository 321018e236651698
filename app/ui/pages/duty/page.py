"""值班: the roster as a month, appointments, tours, and handing one shift to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clock import today
from app.ui import actions
from app.ui.act_place import ActPlace
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.page import Page
from app.ui.pages.duty.handing_over import HandoverPanel
from app.ui.pages.duty.panels import AppointmentPanel, RosterPanel, TourPanel
from app.ui.widgets.list_table import hand_to_list
from app.ui.widgets.plain import button
from app.ui.widgets.side_tabs import SideTabs

if TYPE_CHECKING:
    from app.domain.rota_rows import AppointmentRow, ShiftRow, TourRow
    from app.domain.rows import AgentTile
    from app.services.desk import Desk
    from app.services.handovers import HandoverContent, HandoverRow
    from app.services.papers import PaperFile
    from app.ui.office import Office

BACK_DAYS = 14
AHEAD_DAYS = 180


@dataclass(frozen=True, slots=True)
class _Read:
    day: date
    shifts: tuple[ShiftRow, ...]
    now: tuple[ShiftRow, ...]
    appointments: tuple[AppointmentRow, ...]
    tours: tuple[TourRow, ...]
    content: HandoverContent
    handovers: tuple[HandoverRow, ...]
    agents: tuple[AgentTile, ...]


class DutyPage(Page):
    """What is shown follows the month in front; two weeks back and half a year ahead for the lists."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, actions.words("page-duty"), parent)
        day = today(office.clock)
        self.place = ActPlace(self)
        self.roster = RosterPanel(day)
        self.appointments = AppointmentPanel(day)
        self.tours = TourPanel(day)
        self.handing_over = HandoverPanel()
        self.preview: PaperPreview | None = None
        self.head.addWidget(button(self.tr("打印值班表"), self._on_poster))
        self.tabs = SideTabs()
        self._add(self.tr("值班表"), self.roster)
        self._add(self.tr("预约"), self.appointments)
        self._add(self.tr("巡回"), self.tours)
        self._add(self.tr("交接班"), self.handing_over)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.place)
        layout.addWidget(self.tabs, 1)
        self._connect()

    def _add(self, words: str, panel: RosterPanel | AppointmentPanel | TourPanel | HandoverPanel) -> None:
        self.tabs.addTab(panel, words)
        panel.act_wanted.connect(self.place.ask)

    def _connect(self) -> None:
        self.place.done.connect(self._on_done)
        self.roster.month_wanted.connect(self._on_month)
        self.tours.requests_wanted.connect(self._on_requests)
        for panel in (self.appointments, self.tours):
            panel.accept_wanted.connect(self.office.accept_requested)
        self.handing_over.case_wanted.connect(self.office.open_case_requested)
        self.handing_over.paper_wanted.connect(self.show_handover)

    def shown(self) -> None:
        """The hand goes to the list in front."""
        self.reload()
        if self.place.form is None:
            hand_to_list(self.tabs.currentWidget())

    def reload(self) -> None:
        self._read(self.roster.month.day)

    def show_handover(self, day: str) -> None:
        """Open the record of a day's hand-over as it goes to the printer."""
        self._show_paper("shift-handover", day)

    def _read(self, day: date) -> None:
        register, clock = self.office.register, self.office.clock
        first = day.replace(day=1)
        today_on = today(clock)
        since, until = today_on - timedelta(BACK_DAYS), today_on + timedelta(AHEAD_DAYS)

        def work() -> _Read:
            from app.services import agents, appointments, duty, handovers, tours

            return _Read(
                day,
                duty.roster(register, first - timedelta(7), first + timedelta(42)),
                duty.on_duty(register, clock),
                appointments.between(register, since, until),
                tours.between(register, since, until),
                handovers.content(register, clock),
                handovers.listed(register),
                agents.tiles(register),
            )

        self.fetch(work, self._on_read)

    def _on_read(self, read: _Read) -> None:
        named = {tile.agent_id: tile.name for tile in read.agents}
        for panel in (self.roster, self.appointments, self.tours, self.handing_over):
            panel.agents = named
        self.handing_over.own_name = self.office.actor.name if self.office.actor else ""
        self.roster.fill(read.day, read.shifts, read.now)
        self.appointments.fill([row for row in read.appointments if not row.tour_id])
        self.tours.fill(read.tours)
        self.handing_over.fill(read.content, read.handovers)

    def _on_month(self, day: date) -> None:
        self._read(day)

    def _on_requests(self, tour_id: str) -> None:
        register = self.office.register

        def work() -> tuple[AppointmentRow, ...]:
            from app.services import tours

            return tours.requests(register, tour_id)

        self.fetch(work, self.tours.fill_requests)

    def _on_done(self, made: object) -> None:
        to_name = getattr(made, "to_name", "")
        if to_name:
            day = today(self.office.clock).isoformat()
            words = self.tr("已交给 {0}，两人都签了字。").format(to_name)
            show = self.show_handover
            self.bar.tell(words, kind="done", action=self.tr("打印交接班记录"), todo=lambda: show(day))
        self.reload()

    def _on_poster(self) -> None:
        def make(desk: Desk, paper: str, layout: str) -> PaperFile:
            from app.services import postings

            return postings.make(desk.register, desk.clock, paper, layout=layout)

        self.preview = PaperPreview.open_made(self.office, make, ("duty-poster",), self.window())

    def _show_paper(self, name: str, wanted: str) -> None:
        def make(desk: Desk, paper: str, layout: str) -> PaperFile:
            from app.services import papers

            return papers.make(desk, wanted, paper, layout)

        self.preview = PaperPreview.open_made(self.office, make, (name,), self.window())
