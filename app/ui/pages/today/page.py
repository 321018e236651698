"""今日: what presses today, each number opening its list, and the month at a glance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.clock import today
from app.domain.cases import CaseState, Light, ServiceMode
from app.domain.masking import neutral, neutral_name
from app.domain.rota_rows import AppointmentRow
from app.domain.rows import CaseFilter, CaseRow, TodayBoard
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.today.around_card import AroundCard
from app.ui.pages.today.day_list import DayList, originals, seals_waiting
from app.ui.pages.today.number_card import NumberCard
from app.ui.widgets.case_columns import CaseColumn
from app.ui.widgets.case_table import CaseTable
from app.ui.widgets.day_words import spoken_day
from app.ui.widgets.month_picture import MonthPicture
from app.ui.widgets.newest_answer import NewestAnswer
from app.ui.widgets.plain import button, card, label
from app.ui.widgets.shortcut import on_plain_key
from app.ui.wishes import AcceptWish

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
        self.head.addWidget(button(self.tr("打印今日待办  Ctrl+P"), self.print_due))
        self.due_today = NumberCard(self.tr("今天到期"), alarm=self.tr("今天要办"))
        self.overdue = NumberCard(self.tr("已超期"), alarm=self.tr("请先处理"))
        self.to_deliver = NumberCard(self.tr("待送达"))
        self.waiting = NumberCard(self.tr("待补材料"))
        self.returned = NumberCard(self.tr("上级退回"))
        self.accepted = NumberCard(self.tr("今天受理"))
        red, asked = self.tr("该退还了"), self.tr("今天要答")
        self.originals = NumberCard(self.tr("原件该还"), alarm=red, slim=True)
        self.follow_ups = NumberCard(self.tr("待回访"), slim=True)
        self.seals = NumberCard(self.tr("待盖章"), slim=True)
        self.complaints = NumberCard(self.tr("投诉待答"), alarm=asked, slim=True)
        self.around = AroundCard()
        self.day_list = DayList()
        self.month = MonthPicture()
        self._month_words = label(role="muted", wrap=True)
        self.table = CaseTable()
        self._nothing = label(self.tr("没有催办的件。有新来的群众，按 Ctrl+N 受理。"), "muted", wrap=True)
        self._lay_out()
        self._connect()
        self._boards: NewestAnswer[tuple[TodayBoard, dict[str, str]]] = NewestAnswer(
            office.tasks, self, lambda read: self.show_board(*read), self.show_refusal
        )
        self.reload()

    def _lay_out(self) -> None:
        numbers = QGridLayout()
        numbers.setSpacing(12)
        cards = (self.overdue, self.due_today, self.returned, self.to_deliver, self.waiting, self.accepted)
        for at, one in enumerate(cards):
            numbers.addWidget(one, 0, at)
            numbers.setColumnStretch(at, 1)
        rest = QHBoxLayout()
        rest.setSpacing(12)
        for one in (self.originals, self.follow_ups, self.seals, self.complaints):
            rest.addWidget(one, 1)
        pressing, rows = card(self.tr("先办这些"))
        rows.addWidget(self.table, 1)
        rows.addWidget(self._nothing)
        rows.addStretch(0)
        month, picture = card()
        picture.setContentsMargins(16, 8, 16, 8)
        picture.addWidget(self._month_words)
        picture.addWidget(self.month, 1)
        below = QHBoxLayout()
        below.setSpacing(12)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.around, 5)
        right.addWidget(month, 4)
        below.addWidget(pressing, 8)
        below.addLayout(right, 6)
        board = QWidget()
        layout = QVBoxLayout(board)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(numbers)
        layout.addLayout(rest)
        layout.addLayout(below, 1)
        self._views = QStackedLayout(self.body)
        self._views.addWidget(board)
        self._views.addWidget(self.day_list)
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
        self.follow_ups.opened.connect(lambda: wish(CaseFilter(follow_up=True)))
        self.originals.opened.connect(self._on_originals)
        self.seals.opened.connect(self._on_seals)
        self.complaints.opened.connect(lambda: self.office.page_requested.emit("ratings"))
        self.around.appointment_opened.connect(self._on_appointment)
        self.around.tour_opened.connect(lambda _tour: self.office.page_requested.emit("duty"))
        self.day_list.closed.connect(self._show_board_again)
        self.day_list.case_chosen.connect(self.office.open_case_requested)
        on_plain_key(self, "Ctrl+P", self.print_due)
        self.table.case_chosen.connect(self.office.open_case_requested)
        self.office.case_saved.connect(self._on_fact)
        self.office.sync_changed.connect(self._on_fact)
        self.office.look.changed.connect(self.reload)  # the alarm's colour is the look's

    def _today(self) -> date:
        """Asked at the press: the page may stay open overnight."""
        return today(self.office.clock)

    def reload(self) -> None:
        register, clock = self.office.register, self.office.clock
        viewer = self.office.actor.agent_id if self.office.actor else ""

        def work() -> tuple[TodayBoard, dict[str, str]]:
            from app.services import items
            from app.services import today as today_service

            board = today_service.board(register, clock, viewer=viewer)
            asked = {row.item_code for row in board.appointments if row.item_code}
            held = items.in_force(register, clock).items if asked else ()
            return board, {item.code: neutral(item) for item in held if item.code in asked}

        self._boards.ask(work)

    def _on_fact(self, _fact: object) -> None:
        if self.isVisible():
            self.reload()

    def _on_accept(self) -> None:
        self.office.accept_requested.emit(None)

    def print_due(self) -> None:
        """今日待办清单 of today, to be looked at, printed or saved."""
        day = self._today().isoformat()
        PaperPreview.open_for(self.office, day, ("due-list",), self.window())

    def left(self) -> None:
        self._views.setCurrentIndex(0)

    def _show_board_again(self) -> None:
        self._views.setCurrentIndex(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_originals(self) -> None:
        register, clock = self.office.register, self.office.clock
        self.fetch(
            lambda: originals(register, clock), lambda rows: self._show_list(self.tr("该退还的原件"), rows)
        )

    def _on_seals(self) -> None:
        register = self.office.register
        self.fetch(lambda: seals_waiting(register), lambda rows: self._show_list(self.tr("等着盖章的"), rows))

    def _show_list(self, title: str, rows: list[tuple[str, ...]]) -> None:
        self._views.setCurrentWidget(self.day_list)
        self.day_list.show_rows(title, rows)

    def _on_appointment(self, row: AppointmentRow) -> None:
        self.office.accept_requested.emit(
            AcceptWish(
                name=row.name,
                phone=row.phone,
                item_code=row.item_code,
                note=row.note,
                appointment_id=row.appointment_id,
                tour_id=row.tour_id,
                place=row.place,
                mode=ServiceMode.TOUR if row.tour_id else ServiceMode.APPOINTMENT,
            )
        )

    def show_board(self, board: TodayBoard, item_words: dict[str, str]) -> None:
        """Put the day's figures on the page; ``item_words`` names the items that are asked for today."""
        self._day.setText(spoken_day(board.day))
        self.due_today.show_number(board.due_today)
        self.overdue.show_number(board.overdue)
        self.to_deliver.show_number(board.to_deliver)
        self.waiting.show_number(board.waiting_materials)
        self.returned.show_number(board.returned)
        self.accepted.show_number(board.accepted_today)
        self.originals.show_number(board.must_return)
        self.follow_ups.show_number(board.follow_ups)
        self.seals.show_number(board.seals_waiting)
        self.complaints.show_number(board.complaints_due)
        self.around.show_board(board, item_words)
        words = self.tr("本月受理 {0} 件，办结 {1} 件，其中按期 {2} 件")
        self._month_words.setText(
            words.format(board.month_accepted, board.month_completed, board.month_on_time)
        )
        self.month.show_days(board.month)
        self.table.cases.show_all([_neutral(row) for row in board.rows])
        self.table.setVisible(bool(board.rows))
        self._nothing.setVisible(not board.rows)


def _neutral(row: CaseRow) -> CaseRow:
    """The line as whoever stands at the counter may read it: a sensitive item in neutral words."""
    return replace(row, item_name=neutral_name(row.item_name, sensitive=row.sensitive))
