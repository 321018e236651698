"""改好再发: the text that the township could not read, to be put right and sent again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.widgets.ask_field import AskField
from app.ui.widgets.ask_form import Act

if TYPE_CHECKING:
    from app.domain.rows import Problem
    from app.services.desk import Desk


def mending(problem: Problem, written: str) -> Act:
    """The question, with what was written as its answer to be changed."""

    def work(desk: Desk, said: Mapping[str, object]) -> None:
        from app.services import problems

        problems.mend(desk, problem.record_id, str(said.get("value", "")))

    title = QCoreApplication.translate("SyncPage", "改好再发：{0}").format(problem.field)
    field = AskField("value", problem.field, required=True, value=written)
    told = QCoreApplication.translate("SyncPage", "已改好，下次同步再送到乡镇。")
    return Act(title, (field,), work, lambda _none: told)
