"""What may be done with an inquiry: its fields, and the service that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.case_events import DECLINE_GROUNDS
from app.domain.inquiries import InquiryDraft, InquiryRow
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.ask_form import Act
from app.ui.wording import domain_words

if TYPE_CHECKING:
    from app.services.desk import Desk

_ITEM = "item:"


def asking(named: Mapping[str, str]) -> Act:
    """登记咨询; an answer given at once is recorded with it. ``named``: agents by id, items by ``item:`` code."""
    items = {key.removeprefix(_ITEM): words for key, words in named.items() if key.startswith(_ITEM)}
    agents = {key: words for key, words in named.items() if not key.startswith(_ITEM)}

    def work(desk: Desk, said: Mapping[str, object]) -> InquiryRow:
        from app.services import inquiries

        row = inquiries.ask(
            desk,
            InquiryDraft(
                topic=_text(said, "topic"),
                name=_text(said, "name"),
                phone=_text(said, "phone"),
                item=_text(said, "item"),
                is_request=said.get("is_request") is True,
                in_scope=said.get("out_of_scope") is not True,
                first_asked=_text(said, "first_asked"),
            ),
        )
        return inquiries.answer(desk, row.inquiry_id, _text(said, "answer")) if said.get("answer") else row

    say = QCoreApplication.translate
    return Act(
        say("InquiryActs", "登记咨询"),
        (
            AskField("topic", say("InquiryActs", "问的是什么"), required=True),
            AskField("answer", say("InquiryActs", "当场怎样答复")),
            AskField("item", say("InquiryActs", "关于哪个事项"), "choice", choices=items),
            AskField("name", say("InquiryActs", "来问的人（可不留名）")),
            AskField("phone", say("InquiryActs", "电话")),
            AskField("first_asked", say("InquiryActs", "先问的是谁（不填就是我）"), "choice", choices=agents),
            AskField("is_request", say("InquiryActs", "来办事，不只是问"), "bool"),
            AskField("out_of_scope", say("InquiryActs", "不属于本室管"), "bool"),
        ),
        work,
        lambda _row: say("InquiryActs", "咨询已登记。"),
    )


def answering(row: InquiryRow) -> Act:
    """答复."""

    def work(desk: Desk, said: Mapping[str, object]) -> InquiryRow:
        from app.services import inquiries

        return inquiries.answer(desk, row.inquiry_id, _text(said, "answer"))

    say = QCoreApplication.translate
    field = AskField("answer", say("InquiryActs", "怎样答复"), required=True, value=row.answer)
    done = say("InquiryActs", "答复已登记。")
    return Act(say("InquiryActs", "答复"), (field,), work, lambda _row: done, lines=(row.topic,))


def referring(row: InquiryRow) -> Act:
    """转介."""

    def work(desk: Desk, said: Mapping[str, object]) -> InquiryRow:
        from app.services import inquiries

        in_scope = said.get("in_scope") is True
        where, answer = _text(said, "referred_to"), _text(said, "answer")
        return inquiries.refer(desk, row.inquiry_id, where, answer, in_scope=in_scope)

    say = QCoreApplication.translate
    fields = (
        AskField("referred_to", say("InquiryActs", "转到哪里、找谁、怎么去"), required=True),
        AskField("answer", say("InquiryActs", "还说了什么")),
        AskField("in_scope", say("InquiryActs", "本属本室的事项"), "bool"),
    )
    done = say("InquiryActs", "转介已登记。")
    return Act(say("InquiryActs", "转介"), fields, work, lambda _row: done, lines=(row.topic,))


def declining(row: InquiryRow) -> Act:
    """不予受理, where no name was left for a numbered notice."""

    def work(desk: Desk, said: Mapping[str, object]) -> InquiryRow:
        from app.services import inquiries

        law, where = _text(said, "legal_basis"), _text(said, "where_to_go")
        return inquiries.decline(desk, row.inquiry_id, _text(said, "ground"), law, where)

    say = QCoreApplication.translate
    grounds = {stored: domain_words(words) for stored, words in DECLINE_GROUNDS.items()}
    fields = (
        AskField("ground", say("InquiryActs", "依据"), "choice", required=True, choices=grounds),
        AskField("legal_basis", say("InquiryActs", "法律依据")),
        AskField("where_to_go", say("InquiryActs", "应到哪里办理")),
    )
    done = say("InquiryActs", "不予受理已登记。")
    told = say("InquiryActs", "留了姓名、要书面通知的，请转为受理后再登记不予受理。缺材料不是理由。")
    return Act(say("InquiryActs", "不予受理"), fields, work, lambda _row: done, lines=(row.topic, told))


def withdrawing(row: InquiryRow) -> Act:
    """Whoever asked wants nothing any more."""

    def work(desk: Desk, said: Mapping[str, object]) -> InquiryRow:
        from app.services import inquiries

        return inquiries.withdraw(desk, row.inquiry_id, _text(said, "reason"))

    say = QCoreApplication.translate
    done = say("InquiryActs", "已登记：不办了。")
    field = AskField("reason", say("InquiryActs", "为什么不办了"))
    return Act(say("InquiryActs", "不办了"), (field,), work, lambda _row: done, lines=(row.topic,))


MADE: dict[str, Callable[[InquiryRow], Act]] = {
    "answer": answering,
    "refer": referring,
    "decline": declining,
    "withdraw": withdrawing,
}


def _text(said: Mapping[str, object], name: str) -> str:
    return str(said.get(name) or "")
