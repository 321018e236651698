"""交接班: what one shift hands to the next, and the last hand-overs as they were signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.clock import CHINA, local_day
from app.domain.cases import Light
from app.ui.pages.duty import acts
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.panel import Panel
from app.ui.widgets.plain import label
from app.ui.wording import light_words

if TYPE_CHECKING:
    from app.services.handovers import HandoverContent, HandoverRow


class HandoverPanel(Panel):
    """``paper_wanted`` carries the day of a hand-over (ISO), ``case_wanted`` a case number."""

    paper_wanted = Signal(str)
    case_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.own_name = ""
        self.agents: Mapping[str, str] = {}
        self.told_now = self.words()
        heads = (self.tr("交什么"), self.tr("编号"), self.tr("内容"), self.tr("期限、在哪里"))
        self.now = ListTable(self.tr("现在要交的，回车打开办件"), heads, wide=2)
        self.now.opened.connect(lambda key: self.case_wanted.emit(str(key).split(" ")[0]))
        self.column.addWidget(self.now, 4)
        self.ways((self.tr("两人签字交接"), self._on_hand_over, "first"))
        self.column.addWidget(label(self.tr("交接记录"), "muted"))
        list_heads = (self.tr("时间"), self.tr("交班"), self.tr("接班"), self.tr("内容"))
        self.earlier = ListTable(self.tr("交接记录，回车打印"), list_heads, wide=3)
        self.earlier.opened.connect(lambda _key: self._on_print())
        self.column.addWidget(self.earlier, 2)
        (self.print_it,) = self.ways((self.tr("打印交接班记录"), self._on_print, ""))

    def fill(self, now: HandoverContent, rows: Sequence[HandoverRow]) -> None:
        """What would be handed over now, and what was."""
        self.told_now.setText(self._sums(now))
        self.now.fill(self._lines(now))
        self.earlier.fill(
            [
                Line(
                    local_day(row.at).isoformat() + f" {at}",
                    (
                        row.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M"),
                        row.from_name,
                        row.to_name,
                        self._sums(row.content),
                    ),
                )
                for at, row in enumerate(rows)
            ]
        )
        self.print_it.setEnabled(bool(rows))

    def _sums(self, content: HandoverContent) -> str:
        parts = [
            self.tr("在办 {0} 件").format(len(content.open_cases)),
            self.tr("待送达 {0} 件").format(len(content.to_deliver)),
            self.tr("原件 {0} 份").format(len(content.originals)),
            self.tr("代收款 {0} 笔").format(len(content.money)),
            self.tr("待盖章 {0} 项").format(len(content.seals)),
            self.tr("未上传 {0} 条").format(content.unsent),
        ]
        numbers = "、".join(f"{code} {last:03d}" for code, last in content.last_numbers)
        if numbers:
            parts.append(self.tr("今天用到 {0} 号").format(numbers))
        if content.note:
            parts.append(content.note)
        return " · ".join(parts)

    def _lines(self, content: HandoverContent) -> list[Line]:
        from app.services.fees import yuan_of

        lines = []
        for row in content.open_cases:
            light = Light(row.light)
            words = self.tr("在办 {0}").format(light_words(light))
            about = f"{row.applicant} · {row.item}"
            tone = "danger" if light is Light.RED else ""
            lines.append(Line(row.case_no, (words, row.case_no, about, row.due_on), tone))
        for row in content.to_deliver:
            about = f"{row.applicant} · {row.item}"
            lines.append(Line(row.case_no, (self.tr("待送达"), row.case_no, about, row.due_on)))
        for no, name, where in content.originals:
            lines.append(Line(f"{no} {name}", (self.tr("原件"), no, name, where)))
        for no, fen, payee in content.money:
            lines.append(Line(f"{no} {fen}", (self.tr("代收款"), no, yuan_of(fen), payee), "danger"))
        for no, document in content.seals:
            lines.append(Line(f"{no} {document}", (self.tr("待盖章"), no, document, "")))
        return lines

    def _on_hand_over(self) -> None:
        others = {key: name for key, name in self.agents.items() if name != self.own_name}
        self.act_wanted.emit(acts.hand_over(self.own_name, others))

    def _on_print(self) -> None:
        key = self.earlier.current()
        if key:
            self.paper_wanted.emit(str(key).split(" ")[0])
