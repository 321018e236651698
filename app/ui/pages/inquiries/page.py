"""咨询与转介: asked, answered, referred, not accepted, or taken over into a case; worked by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import CHINA
from app.domain.cases import ServiceMode
from app.domain.inquiries import OUTCOME_WORDS, InquiryOutcome, InquiryRow
from app.ui import actions
from app.ui.act_place import ActPlace
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.inquiries import acts
from app.ui.pages.inquiries.facts import InquiryFacts
from app.ui.widgets.ask_form import Act
from app.ui.widgets.choice_menu import chip
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.newest_answer import NewestAnswer
from app.ui.widgets.plain import button, label
from app.ui.widgets.shortcut import on_plain_key
from app.ui.wishes import AcceptWish
from app.ui.wording import domain_words

OVER = frozenset({InquiryOutcome.CASE, InquiryOutcome.DECLINED, InquiryOutcome.WITHDRAWN})


class InquiriesPage(Page):
    """Enter on a line answers it, or opens the case it became."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, actions.words("page-inquiries"), parent)
        self.rows: dict[str, InquiryRow] = {}
        heads = (self.tr("时间"), self.tr("问的是什么"), self.tr("谁"), self.tr("首问"), self.tr("结果"))
        self.table = ListTable(self.tr("咨询，回车答复"), heads, wide=1)
        self.facts = InquiryFacts()
        self.place = ActPlace(self)
        self.open_only = chip(self.tr("还没有答复的"))
        self.new = button(self.tr("登记咨询  Alt+N"), self.begin_new, "first")
        self._nothing = label(self.tr("还没有登记咨询。有人来问，按 Alt+N 登记。"), "muted", wrap=True)
        self._lists: NewestAnswer[tuple[InquiryRow, ...]] = NewestAnswer(
            office.tasks, self, self._on_read, self.show_refusal
        )
        self._lay_out()
        self._connect()
        self.reload()

    def _lay_out(self) -> None:
        self.head.addWidget(self.open_only)
        self.head.addWidget(self.new)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        self.ways = {
            "answer": button(self.tr("答复  Alt+1"), lambda: self.begin("answer")),
            "refer": button(self.tr("转介  Alt+2"), lambda: self.begin("refer")),
            "accept": button(self.tr("转为受理  Alt+3"), self.take_over),
            "decline": button(self.tr("不予受理  Alt+4"), lambda: self.begin("decline")),
            "withdraw": button(self.tr("不办了  Alt+5"), lambda: self.begin("withdraw")),
        }
        for way in self.ways.values():
            ways.addWidget(way)
        ways.addStretch(1)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.place)
        layout.addWidget(self.table, 3)
        layout.addWidget(self._nothing)
        layout.addLayout(ways)
        layout.addWidget(self.facts)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._on_marked)
        self.table.opened.connect(self._on_opened)
        self.place.done.connect(self._on_done)
        self.place.closed.connect(self._on_marked)
        self.open_only.toggled.connect(lambda _on: self.reload())
        self.office.case_saved.connect(self._on_fact)
        on_plain_key(self, "Alt+N", self.begin_new)
        for number, way in enumerate(self.ways.values(), 1):
            on_plain_key(self, f"Alt+{number}", way.click)

    @property
    def current(self) -> InquiryRow | None:
        """The inquiry the mark stands on."""
        return self.rows.get(str(self.table.current()))

    def shown(self) -> None:
        self.reload()
        if self.place.form is None:
            (self.table if self.rows else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        register = self.office.register
        outcomes = (InquiryOutcome.OPEN,) if self.open_only.isChecked() else ()

        def work() -> tuple[InquiryRow, ...]:
            from app.services import inquiries

            return inquiries.rows(register, outcomes)

        self._lists.ask(work)

    def begin_new(self) -> None:
        """Somebody asks something: its form opens at the words."""
        register, clock = self.office.register, self.office.clock

        def work() -> dict[str, str]:
            from app.services import agents, items

            self_named = {tile.agent_id: tile.name for tile in agents.tiles(register)}
            named = {f"item:{item.code}": item.name for item in items.in_force(register, clock).items}
            return self_named | named

        self.fetch(work, lambda named: self._ask(acts.asking(named)))

    def begin(self, what: str) -> None:
        """Answer, refer, decline or withdraw the marked inquiry."""
        row = self.current
        if row is not None and self.ways[what].isEnabled():
            self._ask(acts.MADE[what](row))

    def _ask(self, act: Act) -> None:
        self.facts.hide()  # the form needs the room
        self.place.ask(act)

    def take_over(self) -> None:
        """转为受理: the accept page begins with what is known; who was asked first stays."""
        row = self.current
        if row is None or not self.ways["accept"].isEnabled():
            return
        self.office.accept_requested.emit(
            AcceptWish(
                villager_id=row.villager_id,
                name=row.name,
                phone=row.phone,
                item_code=row.item_code,
                note=row.topic,
                inquiry_id=row.inquiry_id,
                mode=ServiceMode.COUNTER,
            )
        )

    def _on_read(self, rows: tuple[InquiryRow, ...]) -> None:
        self.rows = {row.inquiry_id: row for row in rows}
        self.table.fill([Line(row.inquiry_id, self._cells(row), self._tone(row)) for row in rows])
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._on_marked()

    def _cells(self, row: InquiryRow) -> tuple[str, ...]:
        at = row.asked_at.astimezone(CHINA)
        outcome = domain_words(OUTCOME_WORDS[row.outcome])
        return f"{at:%m-%d %H:%M}", row.topic, row.name or self.tr("未留名"), row.first_asked, outcome

    def _tone(self, row: InquiryRow) -> str:
        return "muted" if row.outcome in OVER else ""

    def _on_marked(self) -> None:
        row = self.current
        open_still = row is not None and row.outcome not in OVER
        for way in self.ways.values():
            way.setEnabled(open_still)
        self.facts.show_row(row if self.place.form is None else None)

    def _on_opened(self, _key: object) -> None:
        row = self.current
        if row is not None and row.case_no:
            self.office.open_case_requested.emit(row.case_no)
        else:
            self.begin("answer")

    def _on_done(self, _row: object) -> None:
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_fact(self, _fact: object) -> None:
        if self.isVisible():
            self.reload()
