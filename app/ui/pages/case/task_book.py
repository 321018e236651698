"""联办: the parallel parts of a joint case or key project, on a small chart and in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.tasks import TaskRow
from app.ui.pages.case import task_acts
from app.ui.pages.case.book import Book
from app.ui.pages.case.task_chart import TaskChart
from app.ui.widgets.list_table import Line, ListTable
from app.ui.wording import light_words

if TYPE_CHECKING:
    from datetime import date

    from app.services.case_surroundings import CaseWhole


class TaskBook(Book):
    """Enter on a part finishes it, or starts it where it has not begun."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.chart = TaskChart(day)
        heads = (self.tr("并联事项"), self.tr("办理单位"), self.tr("期限"), self.tr("现在"))
        self.table = ListTable(self.tr("并联事项，回车开始或办完"), heads)
        self.table.opened.connect(lambda _key: self._on_go_on())
        self.column.addWidget(self.chart)
        self.column.addWidget(self.table, 1)
        self.go_on, _add, self.from_catalogue = self.ways(
            (self.tr("开始 / 办完"), self._on_go_on, "first"),
            (self.tr("加一项"), self._on_add, ""),
            (self.tr("按目录列出"), self._on_catalogue, ""),
        )

    def draw(self, whole: CaseWhole) -> None:
        self.chart.show_tasks(whole.tasks)
        self.chart.setVisible(bool(whole.tasks))
        self.table.fill([self._line(row) for row in whole.tasks])
        self.go_on.setEnabled(any(row.open for row in whole.tasks))
        self.from_catalogue.setEnabled(not whole.tasks)

    def _line(self, row: TaskRow) -> Line:
        due = row.due_on.isoformat() if row.due_on else self.tr("{0} 个工作日").format(row.working_days)
        tone = "danger" if row.late and row.open else "" if row.open else "muted"
        return Line(row.task_id, (row.name, row.department, due, self._now(row)), tone)

    def _now(self, row: TaskRow) -> str:
        if row.done_on:
            late = self.tr("，超期 {0} 天").format(row.late) if row.late else ""
            return self.tr("{0} 办完{1}").format(row.done_on, late)
        if row.start_on is None:
            return self.tr("还没有开始")
        return self.tr("超期 {0} 天").format(row.late) if row.late else light_words(row.light)

    def _on_go_on(self) -> None:
        key = self.table.current()
        rows = self.whole.tasks if self.whole is not None else ()
        row = next((one for one in rows if one.task_id == key), None)
        if row is not None and row.open:
            act = task_acts.start_task(row) if row.start_on is None else task_acts.finish_task(row)
            self.act_wanted.emit(act)

    def _on_add(self) -> None:
        tiles = self.whole.agents if self.whole is not None else ()
        self.act_wanted.emit(task_acts.add_task(self.case_no, {t.agent_id: t.name for t in tiles}))

    def _on_catalogue(self) -> None:
        self.act_wanted.emit(task_acts.plan_from_catalogue(self.case_no))
