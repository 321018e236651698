"""The acts on the parallel parts of a joint case: list them, start one, finish one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.tasks import TaskPlan, TaskRow
from app.ui.pages.case.book_acts import Said, number_of, text_of
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.ask_form import Act

if TYPE_CHECKING:
    from app.services.desk import Desk


def _words(words: str) -> str:
    return QCoreApplication.translate("CaseActs", words)


def plan_from_catalogue(case_no: str) -> Act:
    def work(desk: Desk, _said: Said) -> int:
        from app.services import tasks

        return len(tasks.plan_from_catalogue(desk, case_no))

    lines = (_words("按目录里这个事项的办理程序列出各项，今天一起开始，各算各的期限。"),)
    return Act(
        _words("按目录列出并联事项"),
        (),
        work,
        lambda count: _words("已列出 {0} 项。").format(count),
        confirm=_words("列出"),
        lines=lines,
    )


def add_task(case_no: str, agents: dict[str, str]) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import tasks

        plan = TaskPlan(
            text_of(said, "name"),
            text_of(said, "department"),
            working_days=number_of(said, "working_days"),
            handler=text_of(said, "handler"),
            note=text_of(said, "note"),
        )
        tasks.plan(desk, case_no, (plan,), start=bool(said.get("start")))

    fields = (
        AskField("name", _words("办什么"), required=True),
        AskField("department", _words("办理单位")),
        AskField("working_days", _words("几个工作日"), "int"),
        AskField("handler", _words("谁去跑"), "choice", choices=agents),
        AskField("note", _words("说明")),
        AskField("start", _words("今天就开始"), "bool"),
    )
    return Act(_words("加一项并联事项"), fields, work, lambda _none: _words("已添加。"))


def start_task(row: TaskRow) -> Act:
    def work(desk: Desk, _said: Said) -> None:
        from app.services import tasks

        tasks.start(desk, row.task_id)

    return Act(
        _words("开始：{0}").format(row.name),
        (),
        work,
        lambda _none: _words("已开始计时。"),
        confirm=_words("今天开始"),
    )


def finish_task(row: TaskRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import tasks

        tasks.finish(desk, row.task_id, text_of(said, "outcome"), text_of(said, "note"))

    fields = (AskField("outcome", _words("办成了什么"), required=True), AskField("note", _words("说明")))
    return Act(_words("办完：{0}").format(row.name), fields, work, lambda _none: _words("已记下办完。"))
