"""One direction of the trip to town: what waits, ticked for the bag, and the lists that were made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.clock import CHINA
from app.ui.pages.transfers import acts
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.panel import Panel
from app.ui.widgets.plain import label

if TYPE_CHECKING:
    from app.services.transfer_lists import TransferLine, TransferRow


class TransferSide(Panel):
    """``paper_wanted`` carries a list's number, ``case_wanted`` a case's."""

    paper_wanted = Signal(str)
    case_wanted = Signal(str)

    def __init__(self, direction: str) -> None:
        super().__init__()
        self.direction = direction
        self._lists: dict[object, TransferRow] = {}
        self._waiting: tuple[TransferLine, ...] = ()
        self._to_fetch: dict[str, TransferLine] = {}
        up = direction == "up"
        self.told_waiting = label(role="muted", wrap=True)
        heads = (
            self.tr("编号"),
            self.tr("部门"),
            self.tr("申请人"),
            self.tr("事项"),
            self.tr("材料"),
        )
        name = self.tr("要带去的件，空格打勾") if up else self.tr("要取回的结果，空格打勾")
        self.waiting = ListTable(name, heads, wide=4, ticks=True)
        list_heads = (
            self.tr("清单"),
            self.tr("做成"),
            self.tr("件数"),
            self.tr("窗口、接收人"),
            self.tr("现在"),
        )
        self.lists = ListTable(self.tr("做过的清单，回车登记移交或取回"), list_heads, wide=3)
        self.column.addWidget(self.told_waiting)
        self.column.addWidget(self.waiting, 3)
        (self.make,) = self.ways((self.tr("按打勾的做清单"), self._on_make, "first"))
        self.column.addWidget(label(self.tr("做过的清单"), "muted"))
        self.column.addWidget(self.lists, 2)
        self.print_it, self.hand, *rest = self.ways(
            (self.tr("打印清单"), self._on_print, ""),
            (self.tr("移交登记"), self._on_hand_over, ""),
            *(() if up else ((self.tr("取回打勾"), self._on_fetch, "first"),)),
        )
        self.fetch = rest[0] if rest else None
        self.waiting.opened.connect(lambda key: self.case_wanted.emit(str(key)))
        self.lists.opened.connect(lambda _key: self._on_list())
        self.lists.itemSelectionChanged.connect(self._offer)

    def fill(
        self,
        waiting: Sequence[TransferLine],
        lists: Sequence[TransferRow],
        still_there: Sequence[str] = (),
    ) -> None:
        """``still_there``: cases whose result has not been fetched yet."""
        self._waiting = tuple(waiting)
        self._lists = {row.list_no: row for row in lists}
        lines = [line for row in lists for line in row.lines]
        self._to_fetch = {line.case_no: line for line in lines if line.case_no in set(still_there)}
        departments = len({line.department for line in waiting})
        if self.direction == "up":
            words = self.tr("今天去镇上要带 {0} 件，跑 {1} 个部门；登记本第二联随件走。")
        else:
            words = self.tr("镇上有 {0} 件结果可取，在 {1} 个部门。")
        none = self.tr("没有要上报的件。") if self.direction == "up" else self.tr("没有要取回的结果。")
        self.told_waiting.setText(words.format(len(waiting), departments) if waiting else none)
        self.waiting.fill(
            [Line(o.case_no, (o.case_no, o.department, o.applicant, o.item, o.papers)) for o in waiting]
        )
        self.make.setEnabled(bool(waiting))
        self.lists.fill([self._line(row) for row in lists])
        self._offer()

    def mark(self, list_no: str) -> None:
        """Go to a list that was just made."""
        for at, line in enumerate(self.lists.lines):
            if line.key == list_no:
                self.lists.setCurrentCell(at, 0)
                self.lists.setFocus()

    def _line(self, row: TransferRow) -> Line:
        made = row.made_at.astimezone(CHINA).strftime("%m-%d %H:%M")
        where = " ".join(filter(None, (row.window, row.receiver)))
        return Line(
            row.list_no, (row.list_no, made, str(len(row.lines)), where, self._now(row)), self._tone(row)
        )

    def _now(self, row: TransferRow) -> str:
        if row.checked_at is not None:
            missing = [line for line in row.lines if line.remark]
            if missing:
                remarks = "；".join(f"{line.case_no} {line.remark}" for line in missing)
                return self.tr("镇上已对账：{0}").format(remarks)
            return self.tr("镇上已对账，齐全")
        if self.direction == "down" and row.handed_on and not self._open_lines(row):
            return self.tr("已全部取回")
        return self.tr("{0} 已移交").format(row.handed_on) if row.handed_on else self.tr("还没有移交")

    def _tone(self, row: TransferRow) -> str:
        return "muted" if row.handed_on and not self._open_lines(row) else ""

    def _open_lines(self, row: TransferRow) -> list[TransferLine]:
        return [self._to_fetch[line.case_no] for line in row.lines if line.case_no in self._to_fetch]

    def _offer(self) -> None:
        row = self._lists.get(self.lists.current())
        self.print_it.setEnabled(row is not None)
        self.hand.setEnabled(row is not None and row.handed_on is None)
        if self.fetch is not None:
            self.fetch.setEnabled(row is not None and bool(self._open_lines(row)))

    def _on_make(self) -> None:
        numbers = [str(key) for key in self.waiting.ticked()]
        if numbers:
            self.act_wanted.emit(acts.make_list(self.direction, numbers))
        else:
            self.told.emit(self.tr("请先用空格给要带的件打勾。"))

    def _on_list(self) -> None:
        if self.fetch is not None and self.fetch.isEnabled():
            self._on_fetch()
        elif self.hand.isEnabled():
            self._on_hand_over()
        else:
            self._on_print()

    def _on_print(self) -> None:
        if self.lists.current():
            self.paper_wanted.emit(str(self.lists.current()))

    def _on_hand_over(self) -> None:
        row = self._lists.get(self.lists.current())
        if row is not None and row.handed_on is None:
            self.act_wanted.emit(acts.hand_over(row))

    def _on_fetch(self) -> None:
        row = self._lists.get(self.lists.current())
        if row is not None and self._open_lines(row):
            self.act_wanted.emit(acts.fetch(row, self._open_lines(row)))
