"""What is written down about ratings, complaints and suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.case_events import COMPLAINT_CHANNELS, EVENT_FIELDS
from app.domain.cases import CaseEventKind
from app.ui.widgets.ask_field import AskField, asked
from app.ui.widgets.ask_form import Act

if TYPE_CHECKING:
    from app.domain.rows import CaseChanged
    from app.services.complaints import ComplaintRow
    from app.services.desk import Desk
    from app.services.follow_ups import FollowUpRow
    from app.services.suggestions import SuggestionRow

Said = Mapping[str, object]


def _words(words: str) -> str:
    return QCoreApplication.translate("RatingActs", words)


def follow_up(row: FollowUpRow) -> Act:
    """Gives back a CaseChanged."""

    def work(desk: Desk, said: Said) -> CaseChanged:
        from app.services import cases

        data = dict(said)
        reason = str(data.pop("reason", ""))
        return cases.record(desk, row.case_no, CaseEventKind.FOLLOWED_UP, reason=reason, data=data)

    fields = tuple(asked(field) for field in EVENT_FIELDS[CaseEventKind.FOLLOWED_UP])
    lines = (" · ".join(filter(None, (row.applicant, row.phone, row.item, row.rating, row.reason))),)
    return Act(_words("回访"), fields, work, lambda _made: _words("已记下回访。"), lines=lines)


def complain(agents: Mapping[str, str]) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import complaints

        complaints.file(desk, {name: str(value) for name, value in said.items()})

    fields = (
        AskField("text", _words("投诉内容"), required=True),
        AskField(
            "channel",
            _words("投诉渠道"),
            "choice",
            required=True,
            choices=COMPLAINT_CHANNELS,
            value="counter",
        ),
        AskField("about", _words("投诉哪位代办员"), "choice", choices=agents),
        AskField("case_no", _words("办件编号（没有可不填）")),
        AskField("name", _words("投诉人，可不填")),
        AskField("phone", _words("投诉人电话")),
        AskField("opened_by", _words("开箱人（意见箱、举报箱）")),
        AskField("opened_with", _words("一同开箱的人")),
    )
    lines = (_words("被投诉的代办员看不到这件投诉；点名的投诉同时报给上级。"),)
    return Act(_words("登记投诉"), fields, work, lambda _none: _words("已登记投诉。"), lines=lines)


def answer_complaint(row: ComplaintRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import complaints

        complaints.answer(
            desk, row.complaint_id, str(said.get("answer", "")), upheld=bool(said.get("upheld"))
        )

    fields = (
        AskField("answer", _words("怎样答复的"), required=True),
        AskField("upheld", _words("投诉属实"), "bool"),
    )
    return Act(_words("答复投诉"), fields, work, lambda _none: _words("已记下答复。"), lines=(row.text,))


def rule_complaint(row: ComplaintRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import complaints

        complaints.rule(desk, row.complaint_id, str(said.get("ruling", "")))

    fields = (AskField("ruling", _words("处理意见"), required=True),)
    return Act(_words("上级处理意见"), fields, work, lambda _none: _words("已记下处理意见。"))


def suggest() -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import suggestions

        suggestions.add(desk, str(said.get("text", "")), str(said.get("name", "")))

    fields = (
        AskField("text", _words("意见内容"), required=True),
        AskField("name", _words("谁提的，可不填")),
    )
    return Act(_words("记一条意见"), fields, work, lambda _none: _words("已记入意见簿。"))


def answer_suggestion(row: SuggestionRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import suggestions

        suggestions.answer(desk, row.suggestion_id, str(said.get("answer", "")))

    fields = (AskField("answer", _words("怎样答复的"), required=True),)
    return Act(_words("答复意见"), fields, work, lambda _none: _words("已记下答复。"), lines=(row.text,))
