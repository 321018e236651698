"""今日: what presses today, each number opening its list, and the month at a glance."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.clock import today
from app.domain.cases import CaseState, Light
from app.domain.rows import CaseFilter, TodayBoard
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.today.number_card import NumberCard
from app.ui.widgets.case_columns import CaseColumn
from app.ui.widgets.case_table import CaseTable
from app.ui.widgets.day_words import spoken_day
from app.ui.widgets.month_picture import MonthPicture
from app.ui.widgets.newest_answer import NewestAnswer
from app.ui.widgets.plain import button, card, label

COUNTED = tuple(state for state in CaseState if state not in (CaseState.DECLINED, CaseState.VOIDED))
"""What the number of today's acceptances counts, so that its list is as long as it says."""
TABLE_COLUMNS = (
    CaseColumn.LIGHT,
    CaseColumn.APPLICANT,
    CaseColumn.ITEM,
    CaseColumn.DUE,
)


class TodayPage(Page):
    """Refreshes when a case was saved anywhere, and when it comes to the front."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, "", parent)
        self.set_title(self.tr("今日"))
        self._day = label(role="muted")
        self.head.insertWidget(1, self._day)
        self.head.addWidget(button(self.tr("受理新件"), self._on_accept, "first"))
        self.due_today = NumberCard(self.tr("今天到期"), alarm=self.tr("今天要办"))
        self.overdue = NumberCard(self.tr("已超期"), alarm=self.tr("请先处理"))
        self.to_deliver = NumberCard(self.tr("待送达"))
        self.waiting = NumberCard(self.tr("待补材料"))
        self.returned = NumberCard(self.tr("上级退回"))
        self.accepted = NumberCard(self.tr("今天受理"))
        self.month = MonthPicture()
        self._month_words = label(role="muted", wrap=True)
        self.table = CaseTable()
        self._nothing = label(self.tr("没有催办的件。有新来的群众，按 Ctrl+N 受理。"), "muted", wrap=True)
        self._lay_out()
        self._connect()
        self._boards: NewestAnswer[TodayBoard] = NewestAnswer(
            office.tasks, self, self.show_board, self.show_refusal
        )
        self.reload()

    def _lay_out(self) -> None:
        numbers = QGridLayout()
        numbers.setSpacing(12)
        cards = (self.overdue, self.due_today, self.returned, self.to_deliver, self.waiting, self.accepted)
        for at, one in enumerate(cards):
            numbers.addWidget(one, 0, at)
            numbers.setColumnStretch(at, 1)
        pressing, rows = card(self.tr("先办这些"))
        rows.addWidget(self.table, 1)
        rows.addWidget(self._nothing)
        rows.addStretch(0)
        month, picture = card(self.tr("本月"))
        picture.addWidget(self._month_words)
        picture.addWidget(self.month, 1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(pressing, 8)
        below.addWidget(month, 5)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(numbers)
        layout.addLayout(below, 1)
        self.table.set_columns(TABLE_COLUMNS)
        self.table.setColumnHidden(CaseColumn.CASE_NO, True)
        self.table.setAccessibleName(self.tr("最急的办件，回车打开"))

    def _connect(self) -> None:
        wish = self.office.open_register_requested.emit
        self.overdue.opened.connect(lambda: wish(CaseFilter(lights=(Light.RED,), open_only=True)))
        self.due_today.opened.connect(
            lambda: wish(
                CaseFilter(lights=(Light.YELLOW, Light.GREEN), due_before=self._today(), open_only=True)
            )
        )
        self.to_deliver.opened.connect(lambda: wish(CaseFilter(states=(CaseState.COMPLETED,))))
        self.waiting.opened.connect(lambda: wish(CaseFilter(states=(CaseState.WAITING_MATERIALS,))))
        self.returned.opened.connect(lambda: wish(CaseFilter(returned=True)))
        self.accepted.opened.connect(
            lambda: wish(CaseFilter(states=COUNTED, accepted_from=self._today(), accepted_to=self._today()))
        )
        self.table.case_chosen.connect(self.office.open_case_requested)
        self.office.case_saved.connect(self._on_fact)
        self.office.sync_changed.connect(self._on_fact)
        self.office.look.changed.connect(self.reload)  # the alarm's colour is the look's

    def _today(self) -> date:
        """Asked at the press: the page may stay open overnight."""
        return today(self.office.clock)

    def reload(self) -> None:
        register, clock = self.office.register, self.office.clock

        def work() -> TodayBoard:
            from app.services import today as today_service

            return today_service.board(register, clock)

        self._boards.ask(work)

    def _on_fact(self, _fact: object) -> None:
        if self.isVisible():
            self.reload()

    def _on_accept(self) -> None:
        self.office.accept_requested.emit(None)

    def show_board(self, board: TodayBoard) -> None:
        """Put the day's figures on the page."""
        self._day.setText(spoken_day(board.day))
        self.due_today.show_number(board.due_today)
        self.overdue.show_number(board.overdue)
        self.to_deliver.show_number(board.to_deliver)
        self.waiting.show_number(board.waiting_materials)
        self.returned.show_number(board.returned)
        self.accepted.show_number(board.accepted_today)
        words = self.tr("受理 {0} 件，办结 {1} 件，其中按期 {2} 件")
        self._month_words.setText(
            words.format(board.month_accepted, board.month_completed, board.month_on_time)
        )
        self.month.show_days(board.month)
        self.table.cases.show_all(board.rows)
        self.table.setVisible(bool(board.rows))
        self._nothing.setVisible(not board.rows)
