"""补录: one line of the old paper book after another, with its book, page and own dates; in no rate."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import today
from app.domain.cases import CaseKind
from app.domain.old_books import OldBookEntered, OldBookEntry
from app.errors import Refusal
from app.ui.office import Office
from app.ui.page import Page
from app.ui.widgets.answer_grid import AnswerGrid, day_of
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import button, card, label
from app.ui.widgets.shortcut import on_plain_key
from app.ui.wording import kind_words, state_words

if TYPE_CHECKING:
    from app.domain.rows import AgentTile

KINDS = (CaseKind.IMMEDIATE, CaseKind.PROMISED, CaseKind.ESCALATED)
KEPT = ("book_no", "page_no")
"""What the next line of the same page has too."""


class OldBookPage(Page):
    """Ctrl+Enter enters the line; book and page stay for the next."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, self.tr("补录旧登记簿"), parent)
        self._day = today(office.clock)
        self._saving = False
        self._lines: list[Line] = []
        self.grid = AnswerGrid(self._asked(), self._day, columns=4, hints=self._hints())
        heads = (self.tr("编号"), self.tr("页"), self.tr("姓名"), self.tr("事项"), self.tr("状态"))
        self.table = ListTable(self.tr("这次补录的，回车打开"), heads, wide=3)
        self.enter = button(self.tr("补录  Ctrl+回车"), self.save, "first")
        self._lay_out()
        self.table.opened.connect(lambda key: office.open_case_requested.emit(str(key)))
        self.grid.done.connect(self.enter.setFocus)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            on_plain_key(self, key, self.save)
        self._read_agents()

    def _asked(self) -> tuple[AskField, ...]:
        kinds = {kind.value: kind_words(kind) for kind in KINDS}
        return (
            AskField("book_no", self.tr("哪一册"), required=True),
            AskField("page_no", self.tr("第几页"), required=True),
            AskField("line_no", self.tr("第几行")),
            AskField("accepted_on", self.tr("受理日期"), "date", required=True),
            AskField("name", self.tr("申请人"), required=True),
            AskField("id_number", self.tr("身份证号")),
            AskField("phone", self.tr("电话")),
            AskField("group", self.tr("村民小组")),
            AskField("item", self.tr("办什么"), required=True),
            AskField("kind", self.tr("办件类型"), "choice", choices=kinds),
            AskField("promised_on", self.tr("承诺日期"), "date"),
            AskField("handler", self.tr("承办人"), "choice", choices={}),
            AskField("completed_on", self.tr("办结日期"), "date"),
            AskField("result", self.tr("办理结果")),
            AskField("delivered_on", self.tr("送达日期"), "date"),
            AskField("to_whom", self.tr("交给谁")),
            AskField("note", self.tr("备注")),
        )

    def _hints(self) -> dict[str, str]:
        return {
            "book_no": self.tr("如：2024 年第一册"),
            "id_number": self.tr("簿上没有可不填"),
            "item": self.tr("目录里的名称，或簿上原话"),
            "kind": self.tr("按日期和目录定"),
            "handler": self.tr("我"),
            "to_whom": self.tr("本人"),
        }

    def _lay_out(self) -> None:
        frame, inside = card()
        told = self.tr("照旧登记簿抄录，日期按簿上的。补录的件不计入各项比率；未办结的会列入今日待办。")
        inside.addWidget(label(told, "muted", wrap=True))
        inside.addWidget(self.grid)
        ways = QHBoxLayout()
        ways.addWidget(self.enter)
        ways.addWidget(button(self.tr("返回"), self.office.back_requested.emit))
        ways.addStretch(1)
        inside.addLayout(ways)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(frame)
        layout.addWidget(self.table, 1)

    def shown(self) -> None:
        self.grid.begin()

    def save(self) -> None:
        """Enter the line that stands there."""
        if self._saving:
            return
        self.bar.clear()
        self.grid.clear_sentences()
        self._saving = True
        desk, entry = self.office.desk(), self._entry()

        def work() -> OldBookEntered:
            from app.services import old_book

            return old_book.enter(desk, entry)

        self.fetch(work, lambda fact: self._on_entered(fact, entry), self._on_refused)

    def _entry(self) -> OldBookEntry:
        said = self.grid.answers()
        return OldBookEntry(
            book_no=said["book_no"],
            page_no=said["page_no"],
            name=said["name"],
            item=said["item"],
            accepted_on=date.fromisoformat(said["accepted_on"]),
            line_no=said["line_no"],
            id_number=said["id_number"],
            phone=said["phone"],
            group=said["group"],
            kind=CaseKind(said["kind"]) if said["kind"] else None,
            promised_on=day_of(said["promised_on"]),
            completed_on=day_of(said["completed_on"]),
            result=said["result"],
            delivered_on=day_of(said["delivered_on"]),
            to_whom=said["to_whom"],
            handler=said["handler"],
            note=said["note"],
        )

    def _read_agents(self) -> None:
        register = self.office.register

        def work() -> tuple[AgentTile, ...]:
            from app.services import agents

            return agents.tiles(register)

        def read(tiles: tuple[AgentTile, ...]) -> None:
            self.grid.set_choices("handler", {tile.agent_id: tile.name for tile in tiles})

        self.fetch(work, read)

    def _on_entered(self, fact: OldBookEntered, entry: OldBookEntry) -> None:
        self._saving = False
        self._lines.insert(0, Line(fact.case_no, self._cells(fact, entry)))
        self.table.fill(self._lines)
        said = self.grid.answers()
        self.grid.fill({name: said[name] for name in KEPT} | {"accepted_on": said["accepted_on"]})
        self.grid.fields["line_no"].editor.setFocus()
        self.bar.tell(self.tr("已补录，编号 {0}。").format(fact.case_no), kind="done")
        self.office.case_saved.emit(fact)

    def _cells(self, fact: OldBookEntered, entry: OldBookEntry) -> tuple[str, ...]:
        return fact.case_no, fact.page_no, entry.name, entry.item, state_words(fact.state)

    def _on_refused(self, refusal: Refusal) -> None:
        self._saving = False
        if not self.grid.tell(refusal.field, refusal.sentence):
            self.show_refusal(refusal)
