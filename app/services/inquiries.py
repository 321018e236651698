"""咨询 at the counter: asked, answered, referred, withdrawn, declined with a ground, or become a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.clock import today
from app.domain import text
from app.domain.case_events import check_fields
from app.domain.cases import CaseEventKind
from app.domain.inquiries import OUTCOME_WORDS, InquiryDraft, InquiryOutcome, InquiryRow
from app.domain.requests import AcceptRequest
from app.domain.rows import CaseAccepted
from app.errors import Refusal
from app.models.queries import Session
from app.models.queries import inquiries as queries
from app.models.queries import villagers as people
from app.models.register import Register
from app.models.tables import Inquiry
from app.services import acceptance, items
from app.services.desk import Desk
from app.services.occasions import agent_id
from app.services.request_checks import check_phone, find_item

MOST = 500
UNFINISHED = frozenset({InquiryOutcome.OPEN, InquiryOutcome.ANSWERED, InquiryOutcome.REFERRED})


def ask(desk: Desk, draft: InquiryDraft) -> InquiryRow:
    """Record what was asked, now, with the agent who was asked first.

    Refusals name ``topic name phone item villager_id first_asked``.
    """
    topic = text.note(draft.topic, field="topic", words="咨询内容")
    if not topic:
        raise Refusal("请写明问的是什么事。", field="topic", code="topic-empty")
    name = text.name(draft.name) if draft.name.strip() else ""
    phone = check_phone(draft.phone)

    with desk.write() as work:
        site_code = desk.register.site_code
        code = ""
        if draft.item.strip():
            held = items.held(work.session, site_code, today(desk.clock))
            code = find_item(draft.item, held.catalogue).code
        villager = people.by_id(work.session, site_code, draft.villager_id) if draft.villager_id else None
        if draft.villager_id and villager is None:
            raise Refusal("名单里找不到这位群众。请重新查找。", field="villager_id", code="no-such-villager")
        inquiry = work.add(
            Inquiry(
                asked_at=desk.clock.now(),
                asked_on=today(desk.clock),
                name=name or (villager.name if villager else ""),
                phone=phone or (villager.phone if villager else ""),
                villager_id=villager.id if villager else "",
                topic=topic,
                item_code=code,
                is_request=draft.is_request,
                in_scope=draft.in_scope,
                first_asked=agent_id(work.session, desk, draft.first_asked, "first_asked"),
            )
        )
        work.session.flush()
        row = queries.rows(work.session, [inquiry])[0]
        work.commit()
    return row


def answer(desk: Desk, inquiry_id: str, answer: str) -> InquiryRow:
    """Say what was answered; an answer may be made more exact. Refusals on ``answer`` and ``inquiry_id``."""
    said = _needed(text.note(answer, field="answer", words="答复"), "answer", "请写明答复了什么。")

    def put(inquiry: Inquiry) -> None:
        inquiry.outcome, inquiry.answer = InquiryOutcome.ANSWERED.value, said

    return _ended(desk, inquiry_id, put)


def refer(
    desk: Desk, inquiry_id: str, referred_to: str, answer: str = "", *, in_scope: bool = False
) -> InquiryRow:
    """转介 to whoever is in charge. Refusals on ``referred_to``, ``answer``, ``inquiry_id``.

    ``in_scope`` False: it was never the room's to serve, so it stands in no rate.
    """
    where = text.line(referred_to, field="referred_to", words="转介到哪里")
    where = _needed(where, "referred_to", "请写明转介到哪个单位、找谁、怎么去。")
    said = text.note(answer, field="answer", words="答复")

    def put(inquiry: Inquiry) -> None:
        inquiry.outcome, inquiry.referred_to = InquiryOutcome.REFERRED.value, where
        inquiry.answer, inquiry.in_scope = said or inquiry.answer, in_scope

    return _ended(desk, inquiry_id, put)


def withdraw(desk: Desk, inquiry_id: str, reason: str = "") -> InquiryRow:
    """Whoever asked wants nothing any more; withdrawn before an answer it stands in no rate."""
    said = text.note(reason, field="reason", words="撤回原因")

    def put(inquiry: Inquiry) -> None:
        inquiry.outcome, inquiry.answer = InquiryOutcome.WITHDRAWN.value, said or inquiry.answer

    return _ended(desk, inquiry_id, put)


def decline(
    desk: Desk, inquiry_id: str, ground: str, legal_basis: str = "", where_to_go: str = ""
) -> InquiryRow:
    """不予受理 of what was asked, on a published ground, where the person leaves no name for a numbered notice.

    Refusals as ``case_events.check_fields`` of ``declined``: ``ground``, ``legal_basis``, ``where_to_go``.
    """
    typed = {"ground": ground, "legal_basis": legal_basis, "where_to_go": where_to_go}
    said = check_fields(CaseEventKind.DECLINED, typed)
    told = "；".join(str(said[name]) for name in ("legal_basis", "where_to_go") if name in said)

    def put(inquiry: Inquiry) -> None:
        inquiry.outcome, inquiry.ground = InquiryOutcome.DECLINED.value, str(said["ground"])
        inquiry.is_request, inquiry.answer = True, told or inquiry.answer

    return _ended(desk, inquiry_id, put)


def become_case(desk: Desk, inquiry_id: str, request: AcceptRequest) -> CaseAccepted:
    """Accept what was asked: the first-asked agent of the inquiry stays with the case for ever."""
    return acceptance.accept(desk, replace(request, inquiry_id=inquiry_id))


def rows(
    register: Register,
    outcomes: tuple[InquiryOutcome, ...] = (),
    from_on: date | None = None,
    to_on: date | None = None,
    limit: int = MOST,
) -> tuple[InquiryRow, ...]:
    """Inquiries of these outcomes (none: any) asked between two days (both included), the newest first."""
    with register.reading() as session:
        return queries.page(session, register.site_code, outcomes, (from_on, to_on), limit)


def get(register: Register, inquiry_id: str) -> InquiryRow:
    """The inquiry with this id; Refusal ``no-such-inquiry``."""
    with register.reading() as session:
        return queries.rows(session, [_known(session, register.site_code, inquiry_id)])[0]


def _ended(desk: Desk, inquiry_id: str, put: Callable[[Inquiry], None]) -> InquiryRow:
    """Change an inquiry that is not finished; the first answer's day stays."""
    with desk.write() as work:
        inquiry = _known(work.session, desk.register.site_code, inquiry_id)
        outcome = InquiryOutcome(inquiry.outcome)
        if outcome not in UNFINISHED:
            raise Refusal(
                f"这次咨询已经“{OUTCOME_WORDS[outcome]}”，没有改动。还有别的事，请另行登记。",
                field="inquiry_id",
                code="inquiry-over",
            )
        put(inquiry)
        inquiry.answered_on = inquiry.answered_on or today(desk.clock)
        work.session.flush()
        row = queries.rows(work.session, [inquiry])[0]
        work.commit()
    return row


def _known(session: Session, site_code: str, inquiry_id: str) -> Inquiry:
    found = queries.by_id(session, site_code, inquiry_id)
    if found is None:
        raise Refusal("找不到这次咨询。请重新选择。", field="inquiry_id", code="no-such-inquiry")
    return found


def _needed(said: str, field: str, sentence: str) -> str:
    if not said:
        raise Refusal(sentence, field=field, code=f"{field.replace('_', '-')}-empty")
    return said
