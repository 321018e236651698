"""What is written down about the bag that goes to town and the one that comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.cases import CaseEventKind
from app.errors import Refusal
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.ask_form import Act

if TYPE_CHECKING:
    from app.services.desk import Desk
    from app.services.transfer_lists import TransferLine, TransferRow

Said = Mapping[str, object]


def _words(words: str) -> str:
    return QCoreApplication.translate("TransferActs", words)


def make_list(direction: str, case_nos: Sequence[str]) -> Act:
    """Gives back the TransferRow."""

    def work(desk: Desk, said: Said) -> TransferRow:
        from app.services import transfer_lists

        return transfer_lists.make(
            desk,
            direction,
            case_nos=case_nos,
            receiver=str(said.get("receiver", "")),
            window=str(said.get("window", "")),
        )

    fields = (AskField("window", _words("到哪个窗口")), AskField("receiver", _words("接收人，可到时再填")))
    title = _words("上报件移交清单") if direction == "up" else _words("结果取回清单")
    lines = (_words("清单上有 {0} 件。").format(len(case_nos)),)
    return Act(title, fields, work, lambda _made: "", confirm=_words("做清单"), lines=lines)


def hand_over(row: TransferRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import transfer_lists

        transfer_lists.hand_over(desk, row.list_no, str(said.get("receiver", "")))

    fields = (AskField("receiver", _words("接收人"), required=not row.receiver, value=row.receiver),)
    up = row.direction == "up"
    said = _words("已移交，登记本第二联随件上报。") if up else _words("已登记交接。")
    title = _words("移交 {0}").format(row.list_no)
    return Act(title, fields, work, lambda _none: said, confirm=_words("今天已交"))


def fetch(row: TransferRow, waiting: Sequence[TransferLine]) -> Act:
    """Tick what really came home; each of them is 取回 from now on. Gives back how many."""

    choices = {
        line.case_no: " · ".join(filter(None, (line.case_no, line.applicant, line.item))) for line in waiting
    }
    fields = (
        AskField(
            "cases",
            _words("取回了哪些"),
            "ticks",
            required=True,
            choices=choices,
            value="、".join(choices),
        ),
        AskField("result", _words("办理结果")),
        AskField("overdue_explanation", _words("超期说明（有超期的件必填）")),
    )
    return Act(
        _words("取回打勾 {0}").format(row.list_no),
        fields,
        _fetch_all,
        lambda count: _words("已记下取回 {0} 件，请通知申请人来取。").format(count),
        confirm=_words("取回了"),
    )


def _fetch_all(desk: Desk, said: Said) -> int:
    """Each case is its own step: what was written down before one was refused stays, and is counted."""
    from app.services import cases

    data = {name: said[name] for name in ("result", "overdue_explanation") if name in said}
    numbers = said.get("cases")
    fetched = 0
    for case_no in numbers if isinstance(numbers, list) else []:
        try:
            cases.record(desk, str(case_no), CaseEventKind.FETCHED, data=data)
        except Refusal as refusal:
            told = _words("{0} 没有记下：{1}").format(case_no, refusal.sentence)
            if fetched:
                told += _words("前面 {0} 件已记下。").format(fetched)
            raise Refusal(told, field=refusal.field, code=refusal.code) from None
        fetched += 1
    return fetched
