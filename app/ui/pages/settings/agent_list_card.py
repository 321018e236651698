"""Everybody who works here, with term, training and AB岗, and what may be done about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import today
from app.ui.act_place import ActPlace
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.page import Page
from app.ui.pages.settings import agent_acts
from app.ui.widgets.ask_form import Act
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import button, card

if TYPE_CHECKING:
    from app.services.agent_files import AgentFile
    from app.services.desk import Desk
    from app.services.papers import PaperFile


class AgentListCard(QWidget):
    """``changed`` once something about an agent is on disk; Enter opens the marked agent's file."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.rows: tuple[AgentFile, ...] = ()
        self.preview: PaperPreview | None = None
        self.place = ActPlace(page, whole=True)
        self.place.done.connect(lambda _made: self.changed.emit())
        heads = (
            self.tr("姓名"),
            self.tr("职务"),
            self.tr("电话"),
            self.tr("B岗"),
            self.tr("聘期、培训"),
            self.tr("现在"),
        )
        self.table = ListTable(self.tr("代办员，回车改资料"), heads, wide=4)
        self.table.setMinimumHeight(180)
        self.table.opened.connect(lambda _key: self._on_file())
        frame, inside = card(self.tr("代办员"))
        inside.addWidget(self.table)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for words, call in (
            (self.tr("改资料"), self._on_file),
            (self.tr("重设口令"), self._on_reset),
            (self.tr("离任移交清册"), self._on_leaving_list),
            (self.tr("离任"), self._on_leave),
        ):
            ways.addWidget(button(words, call))
        ways.addStretch(1)
        inside.addLayout(ways)
        inside.addWidget(self.place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(" ".join(filter(None, cells)) for cells in self.table.words())

    def fill(self, rows: tuple[AgentFile, ...]) -> None:
        """Show these."""
        self.rows = rows
        named = {row.agent_id: row.name for row in rows}
        self.table.fill([self._line(row, named.get(row.backup, "")) for row in rows])

    def _line(self, row: AgentFile, backup: str) -> Line:
        day = today(self._page.office.clock)
        over = row.term_to_on is not None and row.term_to_on < day
        term = ""
        if row.term_to_on:
            term = self.tr("聘期已满 {0}") if over else self.tr("聘到 {0}")
            term = term.format(row.term_to_on)
        trained = self.tr("{0} 培训合格").format(row.trained_on) if row.trained_on else ""
        now = "" if row.has_pin else self.tr("还没有在这台电脑设口令")
        if not row.active:
            now = self.tr("已离任")
        both = "，".join(filter(None, (term, trained)))
        cells = (row.name, row.post, row.phone, backup, both, now)
        return Line(row.agent_id, cells, "muted" if not row.active else "danger" if over else "")

    def _current(self) -> AgentFile | None:
        key = self.table.current()
        return next((row for row in self.rows if row.agent_id == key and row.active), None)

    def _ask(self, act: Act | None) -> None:
        if act is not None:
            self.place.ask(act)

    def _on_file(self) -> None:
        row = self._current()
        self._ask(agent_acts.put_right(row, self.rows) if row is not None else None)

    def _on_reset(self) -> None:
        row = self._current()
        self._ask(agent_acts.reset_pin(row) if row is not None else None)

    def _on_leave(self) -> None:
        row = self._current()
        self._ask(agent_acts.leave(row) if row is not None else None)

    def _on_leaving_list(self) -> None:
        row = self._current()
        if row is None:
            return
        name = row.name

        def make(desk: Desk, paper: str, layout: str) -> PaperFile:
            from app.services import papers

            return papers.make(desk, name, paper, layout)

        self.preview = PaperPreview.open_made(self._page.office, make, ("leaving-list",), self._page.window())
