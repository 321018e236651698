"""去镇上: what to take along today with its list, and what to bring home."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import actions
from app.ui.act_place import ActPlace
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.page import Page
from app.ui.pages.transfers.side import TransferSide
from app.ui.widgets.list_table import hand_to_list
from app.ui.widgets.side_tabs import SideTabs

if TYPE_CHECKING:
    from app.services.desk import Desk
    from app.services.papers import PaperFile
    from app.services.transfer_lists import TransferLine, TransferRow
    from app.ui.office import Office

PAPERS_OF = {"up": "handover-list", "down": "fetch-list"}


@dataclass(frozen=True, slots=True)
class _Read:
    waiting: dict[str, tuple[TransferLine, ...]]
    lists: dict[str, tuple[TransferRow, ...]]
    to_fetch: tuple[str, ...]


class TransfersPage(Page):
    """A list that is made is opened for printing at once."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, actions.words("page-transfers"), parent)
        self.place = ActPlace(self)
        self.up = TransferSide("up")
        self.down = TransferSide("down")
        self.preview: PaperPreview | None = None
        self._made = ""
        self.tabs = SideTabs()
        for side, words in ((self.up, self.tr("带去上报")), (self.down, self.tr("取回结果"))):
            self.tabs.addTab(side, words)
            side.act_wanted.connect(self.place.ask)
            side.told.connect(lambda sentence: self.bar.tell(sentence, kind="warning"))
            side.case_wanted.connect(office.open_case_requested)
            side.paper_wanted.connect(partial(self.show_list, side.direction))
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.place)
        layout.addWidget(self.tabs, 1)
        self.place.done.connect(self._on_done)

    def shown(self) -> None:
        """The hand goes to the list in front."""
        self.reload()
        if self.place.form is None:
            hand_to_list(self.tabs.currentWidget())

    def reload(self) -> None:
        register = self.office.register

        def work() -> _Read:
            from app.domain.cases import CaseState
            from app.domain.rows import CaseFilter
            from app.services import case_pages, transfer_lists

            there = CaseFilter(states=(CaseState.TO_FETCH,))
            rows = case_pages.page(register, there, self.office.clock, limit=500).rows
            return _Read(
                {one: transfer_lists.waiting(register, one) for one in PAPERS_OF},
                {one: transfer_lists.listed(register, one) for one in PAPERS_OF},
                tuple(row.case_no for row in rows),
            )

        self.fetch(work, self._on_read)

    def show_list(self, direction: str, list_no: str) -> None:
        """Open the list as it goes to the printer."""

        def make(desk: Desk, paper: str, layout: str) -> PaperFile:
            from app.services import papers

            return papers.make(desk, list_no, paper, layout)

        paper = PAPERS_OF[direction]
        self.preview = PaperPreview.open_made(self.office, make, (paper,), self.window())

    def _on_read(self, read: _Read) -> None:
        self.up.fill(read.waiting["up"], read.lists["up"])
        self.down.fill(read.waiting["down"], read.lists["down"], read.to_fetch)
        up, down = len(read.waiting["up"]), len(read.waiting["down"])
        self.tabs.setTabText(0, self.tr("带去上报 {0}").format(up) if up else self.tr("带去上报"))
        self.tabs.setTabText(1, self.tr("取回结果 {0}").format(down) if down else self.tr("取回结果"))
        if self._made:
            (self.up if self.tabs.currentIndex() == 0 else self.down).mark(self._made)
            self._made = ""

    def _on_done(self, made: object) -> None:
        list_no, direction = getattr(made, "list_no", ""), getattr(made, "direction", "")
        if list_no:
            self._made = list_no
            words = self.tr("已做成清单 {0}，打印出来双方签字；交了以后登记移交。").format(list_no)
            show = partial(self.show_list, direction, list_no)
            self.bar.tell(words, kind="done", action=self.tr("打印清单"), todo=show)
        self.reload()
