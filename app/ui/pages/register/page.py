"""登记簿: every case, however many, with chips for which and a menu for what is shown of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.clock import today
from app.domain.batches import BatchRow
from app.domain.catalogue import ServiceItem
from app.domain.rows import AgentTile, CaseFilter
from app.errors import Refusal
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.register.filter_bar import FilterBar
from app.ui.widgets.case_columns import USUAL_COLUMNS, CaseColumn, column_head
from app.ui.widgets.case_model import PAGE_ROWS
from app.ui.widgets.case_table import CaseTable
from app.ui.widgets.choice_menu import ChoiceMenu, chip
from app.ui.widgets.newest_answer import NewestAnswer
from app.ui.widgets.plain import button, label
from app.ui.widgets.state_view import StateView

if TYPE_CHECKING:
    from app.services.cases import CasePage

COLUMNS = "register_columns"
MASK = "register_mask_names"
_Answer = tuple[int, int, "CasePage"]


class RegisterPage(Page):
    """Pages of rows come as they are looked at; an answer for older chips is thrown away."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, "", parent)
        self.set_title(self.tr("登记簿"))
        self.filters = FilterBar(today(office.clock))
        self.table = CaseTable()
        self.table.setAccessibleName(self.tr("办件，回车打开"))
        self.words = StateView()
        self.count = label(role="muted")
        columns = [(column.name, column_head(column)) for column in CaseColumn]
        self.columns = ChoiceMenu(self.tr("显示列"), columns, fixed=True)
        self.masking = chip(self.tr("姓名打星"))
        self._asked_for = 0
        self._lists: NewestAnswer[_Answer] = NewestAnswer(
            office.tasks, self, self._on_list, self._on_list_refused
        )
        self._items: NewestAnswer[tuple[str, tuple[ServiceItem, ...]]] = NewestAnswer(
            office.tasks, self, lambda found: self.filters.items.show_found(*found), self.show_refusal
        )
        self._lay_out()
        self._connect()
        self._read_habits()
        self.reload()

    def _lay_out(self) -> None:
        self.head.addWidget(self.count)
        self.head.addSpacing(16)
        self.head.addWidget(button(self.tr("补录旧簿"), lambda: self.office.page_requested.emit("old_book")))
        self.head.addWidget(self.masking)
        self.head.addWidget(self.columns)
        holder = QWidget(self.body)
        self._views = QStackedLayout(holder)
        self._views.addWidget(self.table)
        self._views.addWidget(self.words)
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("↑ ↓ 选行 · 回车 打开 · Home End 首尾"), "small"))
        foot.addStretch(1)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.filters)
        layout.addWidget(holder, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.items.search_requested.connect(self._find_items)
        self.table.case_chosen.connect(self.office.open_case_requested)
        self.table.cases.page_wanted.connect(self._on_page_wanted)
        self.columns.changed.connect(self._on_columns_changed)
        self.masking.toggled.connect(self._on_mask_changed)
        self.office.case_saved.connect(self._on_fact)

    def open(self, wish: object) -> None:
        """A CaseFilter sets the chips; anything else shows the register as it was left."""
        if isinstance(wish, CaseFilter):
            self.filters.show_filter(wish, say=True)

    def shown(self) -> None:
        """The marked row keeps its place; what changed meanwhile is read again."""
        self._read_choices()
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        self._ask(0, first=True)

    def _on_fact(self, _fact: object) -> None:
        if self.isVisible():
            self.reload()

    def _on_filter_changed(self, _wanted: object) -> None:
        self._ask(0, first=True)

    def _ask(self, page: int, *, first: bool) -> None:
        self._asked_for += 1 if first else 0
        work = self._page_work(page, self._asked_for)
        if first:
            self._lists.ask(work)
        else:
            self.office.tasks.run(self, work, self._on_page, lambda _refusal: self._on_page_refused(page))

    def _page_work(self, page: int, asked_for: int) -> Callable[[], _Answer]:
        register, clock = self.office.register, self.office.clock
        wanted = replace(self.filters.filter, masked=self.masking.isChecked())

        def work() -> _Answer:
            from app.services import cases

            return (
                asked_for,
                page,
                cases.page(register, wanted, clock, limit=PAGE_ROWS, offset=page * PAGE_ROWS),
            )

        return work

    def _on_list(self, answer: _Answer) -> None:
        asked_for, _page, found = answer
        if asked_for != self._asked_for:
            return
        row = self.table.currentIndex().row()
        self.table.cases.begin(found.total, found.rows)
        self.count.setText(self.tr("共 {0} 件").format(f"{found.total:,}"))
        if found.total:
            self._views.setCurrentWidget(self.table)
            self.table.go_to_row(min(max(row, 0), found.total - 1))
            return
        self._views.setCurrentWidget(self.words)
        if self.filters.filter == CaseFilter():
            self.words.empty(self.tr("还没有办件"), self.tr("按 Ctrl+N 受理第一件"))
        else:
            self.words.empty(self.tr("没有符合这些条件的办件"), self.tr("可去掉一些条件，或点“清除条件”"))

    def _on_page_wanted(self, page: int) -> None:
        self._ask(page, first=False)

    def _on_page(self, answer: _Answer) -> None:
        asked_for, page, found = answer
        if asked_for == self._asked_for:
            self.table.cases.put_page(page, found.rows, found.total)

    def _on_page_refused(self, page: int) -> None:
        self.table.cases.page_failed(page)

    def _on_list_refused(self, refusal: Refusal) -> None:
        self._views.setCurrentWidget(self.words)
        self.words.empty(self.tr("登记簿没有读出来"), refusal.sentence)

    def _find_items(self, text: str) -> None:
        register, clock = self.office.register, self.office.clock

        def work() -> tuple[str, tuple[ServiceItem, ...]]:
            from app.services import items

            return text, items.find(register, text, clock=clock)

        self._items.ask(work)

    def _read_habits(self) -> None:
        register = self.office.register

        def work() -> tuple[object, object]:
            from app.services import preferences

            return preferences.get(register, COLUMNS, []), preferences.get(register, MASK, False)

        self.fetch(work, lambda habits: self._on_habits(*habits))

    def _read_choices(self) -> None:
        """Agents and batches: the chips that list them follow what was added meanwhile."""
        register = self.office.register

        def work() -> tuple[tuple[AgentTile, ...], tuple[BatchRow, ...]]:
            from app.services import agents, batches

            return agents.tiles(register), batches.rows(register)

        self.fetch(work, lambda read: self.filters.show_choices(*read))

    def _on_habits(self, columns: object, mask: object) -> None:
        names = columns if isinstance(columns, list) else []
        kept = tuple(column for column in CaseColumn if column.name in names)
        self.table.set_columns(kept or USUAL_COLUMNS)
        self.columns.tick(column.name for column in self.table.columns())
        self.masking.setChecked(mask is True)

    def _on_columns_changed(self) -> None:
        ticked = self.columns.ticked()
        self.table.set_columns(column for column in CaseColumn if column.name in ticked)
        self.office.prefer(COLUMNS, list(ticked))

    def _on_mask_changed(self, on: bool) -> None:
        self.table.cases.set_mask_names(on)
        self.reload()  # sensitive items in neutral words come from the register
        self.office.prefer(MASK, on)
