"""The three lists of the page: who is to be called on, complaints, suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.ui.pages.ratings import acts
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from app.domain.rows import AgentTile
    from app.services.complaints import ComplaintRow
    from app.services.follow_ups import FollowUpRow
    from app.services.suggestions import SuggestionRow


class FollowUpPanel(Panel):
    """Enter writes the follow-up down; ``case_wanted`` carries a case number."""

    case_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[object, FollowUpRow] = {}
        heads = (
            self.tr("还有几天"),
            self.tr("申请人"),
            self.tr("电话"),
            self.tr("事项"),
            self.tr("评价"),
            self.tr("原因"),
            self.tr("承办人"),
        )
        self.table = ListTable(self.tr("待回访，回车登记回访"), heads, wide=5)
        self.table.opened.connect(lambda _key: self._on_follow_up())
        self.column.addWidget(self.table, 1)
        self.act, self.look = self.ways(
            (self.tr("登记回访"), self._on_follow_up, "first"),
            (self.tr("打开办件"), self._on_look, ""),
        )

    def fill(self, rows: Sequence[FollowUpRow]) -> None:
        """Show these, the most pressing first."""
        self._rows = {row.case_no: row for row in rows}
        self.table.fill([self._line(row) for row in rows])
        for way in (self.act, self.look):
            way.setEnabled(bool(rows))

    def _line(self, row: FollowUpRow) -> Line:
        left = self.tr("{0} 天").format(row.days_left)
        if row.days_left < 0:
            left = self.tr("超期 {0} 天").format(-row.days_left)
        cells = (left, row.applicant, row.phone, row.item, row.rating, row.reason, row.handler)
        return Line(row.case_no, cells, "danger" if row.days_left < 0 else "")

    def _on_follow_up(self) -> None:
        row = self._rows.get(self.table.current())
        if row is not None:
            self.act_wanted.emit(acts.follow_up(row))

    def _on_look(self) -> None:
        if self.table.current():
            self.case_wanted.emit(str(self.table.current()))


class ComplaintPanel(Panel):
    """Enter answers; what was said stands whole under the list. ``paper_wanted`` carries a case number."""

    paper_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[object, ComplaintRow] = {}
        self._agents: dict[str, str] = {}
        self.own_site = ""
        heads = (
            self.tr("收到"),
            self.tr("答复期限"),
            self.tr("渠道"),
            self.tr("投诉谁"),
            self.tr("内容"),
            self.tr("现在"),
        )
        self.table = ListTable(self.tr("投诉，回车答复"), heads, wide=4)
        self.table.opened.connect(lambda _key: self._on_answer())
        self.table.itemSelectionChanged.connect(self._on_marked)
        self.column.addWidget(self.table, 1)
        self.told_whole = self.words()
        self.act, _new, self.paper = self.ways(
            (self.tr("答复"), self._on_answer, "first"),
            (self.tr("登记投诉"), self._on_new, ""),
            (self.tr("打印投诉登记与答复"), self._on_paper, ""),
        )

    def fill(self, rows: Sequence[ComplaintRow], agents: Sequence[AgentTile]) -> None:
        """Show these; those about the one who looks were never read."""
        self._rows = {row.complaint_id: row for row in rows}
        self._agents = {tile.name: tile.name for tile in agents}
        self.table.fill([self._line(row) for row in rows])
        self._on_marked()

    def _line(self, row: ComplaintRow) -> Line:
        now = self._now(row)
        about = row.about or self.tr("服务室")
        cells = (str(row.received_on), str(row.due_on), row.channel, about, row.text, now)
        return Line(row.complaint_id, cells, "danger" if row.red else "muted" if row.answered_on else "")

    def _now(self, row: ComplaintRow) -> str:
        if row.ruled_on:
            return self.tr("上级已处理")
        if row.answered_on:
            return self.tr("已答复，属实") if row.upheld else self.tr("已答复")
        return self.tr("超期未答复") if row.red else self.tr("待答复")

    def _on_marked(self) -> None:
        row = self._rows.get(self.table.current())
        self.act.setEnabled(row is not None and (row.answered_on is None or row.site_code != self.own_site))
        self.paper.setEnabled(row is not None and bool(row.case_no))
        if row is None:
            self.told_whole.setText("")
            return
        who = " ".join(filter(None, (row.name, row.phone)))
        opened = self.tr("开箱：{0}、{1}").format(row.opened_by, row.opened_with) if row.opened_by else ""
        lines = [
            " · ".join(filter(None, (row.case_no, who, opened))),
            row.text,
            self.tr("答复（{0}）：{1}").format(row.answered_on, row.answer) if row.answer else "",
            self.tr("上级意见：{0}").format(row.ruling) if row.ruling else "",
        ]
        self.told_whole.setText("\n".join(filter(None, lines)))

    def _on_answer(self) -> None:
        row = self._rows.get(self.table.current())
        if row is None or not self.act.isEnabled():
            return
        above = row.site_code != self.own_site
        self.act_wanted.emit(acts.rule_complaint(row) if above else acts.answer_complaint(row))

    def _on_new(self) -> None:
        self.act_wanted.emit(acts.complain(self._agents))

    def _on_paper(self) -> None:
        row = self._rows.get(self.table.current())
        if row is not None and row.case_no:
            self.paper_wanted.emit(row.case_no)


class SuggestionPanel(Panel):
    """意见簿: Enter answers an entry."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[object, SuggestionRow] = {}
        heads = (self.tr("日期"), self.tr("谁提的"), self.tr("意见"), self.tr("答复"))
        self.table = ListTable(self.tr("意见簿，回车答复"), heads, wide=2)
        self.table.opened.connect(lambda _key: self._on_answer())
        self.column.addWidget(self.table, 1)
        self.ways(
            (self.tr("记一条意见"), lambda: self.act_wanted.emit(acts.suggest()), "first"),
            (self.tr("答复"), self._on_answer, ""),
        )

    def fill(self, rows: Sequence[SuggestionRow]) -> None:
        """Show the book, the newest first."""
        self._rows = {row.suggestion_id: row for row in rows}
        self.table.fill([self._line(row) for row in reversed(rows)])

    def _line(self, row: SuggestionRow) -> Line:
        answered = f"{row.answered_on} {row.answer}" if row.answered_on else self.tr("待答复")
        name = row.name or self.tr("没有署名")
        return Line(
            row.suggestion_id, (str(row.on_day), name, row.text, answered), "muted" if row.answer else ""
        )

    def _on_answer(self) -> None:
        row = self._rows.get(self.table.current())
        if row is not None and row.answered_on is None:
            self.act_wanted.emit(acts.answer_suggestion(row))
