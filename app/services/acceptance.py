"""Accepting a request: checked, decided, promised, numbered and kept in one unit of work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app import keystore
from app.clock import today
from app.domain import case_events, case_numbers, deadlines
from app.domain.acceptance import Decision, decide
from app.domain.cases import STATE_WORDS, CaseEventKind, CaseKind, Tier
from app.domain.catalogue import ServiceItem
from app.domain.requests import AcceptRequest
from app.domain.rows import CaseAccepted, OpenDuplicate
from app.errors import Defect, Refusal
from app.models import local_store
from app.models.calendars import working_calendar
from app.models.queries import Session, sites
from app.models.queries import cases as queries
from app.models.tables import CaseEvent, ServiceCase, Villager
from app.models.unit_of_work import UnitOfWork
from app.services import applicants, items
from app.services.applicants import KnownApplicant
from app.services.case_papers import add_papers
from app.services.desk import SUSPECT_OFFSET_MS, Desk, clock_offset_ms
from app.services.request_checks import CheckedRequest, check_request


@dataclass(frozen=True, slots=True)
class AcceptPreview:
    """What would become of a request. ``kind`` is None while the item is not known.

    ``duplicates`` are open cases of the same person and item: to be refused unless ``again`` is given.
    ``errors`` are all refusals, in the order of the page.
    """

    kind: CaseKind | None = None
    reason: str = ""
    due_on: date | None = None
    provisional: bool = False
    missing: tuple[str, ...] = ()
    duplicates: tuple[OpenDuplicate, ...] = ()
    warnings: tuple[str, ...] = ()
    errors: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Promise:
    """``on`` is None for a 补办件: its limit starts when the last missing paper is in."""

    on: date | None
    provisional: bool


def accept(desk: Desk, request: AcceptRequest) -> CaseAccepted:
    """Accept one request. When it returns, the case and its number are on disk.

    Refusals name ``name id_number phone group item materials mode note representative again villager_id``;
    among their codes: ``unknown-item``, ``same-number-other-name``, ``duplicate-open-case``.
    """
    with desk.write() as work:
        held = items.held(work.session, desk.register.site_code, today(desk.clock))
        asked = check_request(request, held.catalogue, today(desk.clock))
        if asked.errors:
            raise asked.errors[0]
        item = _known_item(asked)
        applicant = applicants.known(work.session, desk.register.site_code, asked)
        doubles = _duplicates(work.session, desk, applicant, item)
        if doubles and not asked.again:
            raise duplicate(doubles[0])
        decision = decide(item, asked.materials, _own_tier(work.session, desk))
        villager = applicants.settle(work, asked, applicant)
        work.session.flush()
        case = _write_case(work, desk, asked, villager, decision)
        case.catalogue_id = held.id_of(item.code)
        case.again_reason = asked.again if doubles else ""
        work.session.flush()
        _write_event(work, desk, case, decision)
        add_papers(work, case, item, asked.materials, decision.missing)
        work.commit()
    return CaseAccepted(
        case.id,
        case.case_no,
        villager.id,
        decision.kind,
        case.promised_on,
        case.promise_provisional,
        decision.missing,
        decision.reason,
    )


def preview(desk: Desk, request: AcceptRequest) -> AcceptPreview:
    """What ``accept`` would do and everything that stands against it; writes nothing, raises nothing of it."""
    with desk.register.reading() as session:
        held = items.held(session, desk.register.site_code, today(desk.clock))
        asked = check_request(request, held.catalogue, today(desk.clock))
        seen = AcceptPreview(warnings=asked.warnings, errors=asked.errors)
        if asked.item is not None:
            decision = decide(asked.item, asked.materials, _own_tier(session, desk))
            promise = _promise(session, desk, decision)
            seen = replace(
                seen,
                kind=decision.kind,
                reason=decision.reason,
                due_on=promise.on,
                provisional=promise.provisional,
                missing=decision.missing,
            )
        return _with_applicant(session, desk, asked, seen)


def duplicate(there: OpenDuplicate) -> Refusal:
    """The sentence that names an open case of the same person and item."""
    return Refusal(
        f"同一个人的“{there.item_name}”已有一件未办结：{there.case_no}"
        f"（{there.accepted_on:%Y-%m-%d} 受理，{STATE_WORDS[there.state]}），没有另立新件。"
        "请在那一件里补交材料或接着办；确需另立，请写明原因。",
        field="again",
        code="duplicate-open-case",
    )


def _with_applicant(
    session: Session, desk: Desk, asked: CheckedRequest, seen: AcceptPreview
) -> AcceptPreview:
    """Who it is can be told as soon as the name or number is right, whatever else is missing."""
    wrong = {refusal.field for refusal in asked.errors}
    if wrong & {"name", "id_number", "villager_id"}:
        return seen
    try:
        applicant = applicants.known(session, desk.register.site_code, asked)
    except Refusal as refusal:
        return replace(seen, errors=(*seen.errors, refusal))
    doubles = _duplicates(session, desk, applicant, asked.item) if asked.item is not None else ()
    return replace(seen, duplicates=doubles, warnings=(*seen.warnings, *applicant.warnings))


def _own_tier(session: Session, desk: Desk) -> Tier:
    return Tier(sites.tier_of(session, desk.register.site_code))


def _known_item(asked: CheckedRequest) -> ServiceItem:
    if asked.item is None:
        raise Defect("a request without errors has its item")
    return asked.item


def _duplicates(
    session: Session, desk: Desk, applicant: KnownApplicant, item: ServiceItem
) -> tuple[OpenDuplicate, ...]:
    return queries.open_duplicates(session, desk.register.site_code, applicant.records, item.code)


def _promise(session: Session, desk: Desk, decision: Decision) -> _Promise:
    if decision.kind is CaseKind.SUPPLEMENT:
        return _Promise(None, False)
    calendar = working_calendar(session, desk.register.site_code)
    due = deadlines.due(today(desk.clock), decision.days, calendar)
    return _Promise(due.due_on, due.provisional)


def _number(work: UnitOfWork, desk: Desk) -> str:
    """The next number of the day. The PC code is read afresh: another window may have enrolled meanwhile."""
    day = today(desk.clock)
    pc_code = keystore.read_identity(desk.register.home).pc_code
    last = local_store.last_sequence(work.session, day, pc_code)
    number = case_numbers.next_number(desk.register.site_code, day, pc_code, last)
    local_store.keep_sequence(work.session, day, pc_code, number.sequence)
    return str(number)


def _write_case(
    work: UnitOfWork, desk: Desk, asked: CheckedRequest, villager: Villager, decision: Decision
) -> ServiceCase:
    item, agent_id = _known_item(asked), desk.actor.agent_id
    promise = _promise(work.session, desk, decision)
    return work.add(
        ServiceCase(
            case_no=_number(work, desk),
            villager_id=villager.id,
            applicant_name=asked.name or villager.name,
            applicant_group=asked.group or villager.group_name or "",
            applicant_phone=asked.phone or villager.phone or "",
            item_code=item.code,
            item_name=item.name,
            item_category=item.category,
            item_tier=item.tier.value,
            department=item.department,
            sensitive=item.sensitive,
            kind=decision.kind.value,
            kind_reason=decision.reason,
            mode=asked.mode.value,
            accepted_at=desk.clock.now(),
            accepted_on=today(desk.clock),
            promised_days=decision.days,
            promised_on=promise.on,
            promise_provisional=promise.provisional,
            accepted_by=agent_id,
            entered_by=agent_id,
            first_asked=agent_id,
            first_handler=agent_id,
            handler=agent_id,
            representative=asked.representative,
            representative_relation=asked.representative_relation,
            note=asked.note,
            clock_suspect=abs(clock_offset_ms(work.session)) > SUSPECT_OFFSET_MS,
        )
    )


def _write_event(work: UnitOfWork, desk: Desk, case: ServiceCase, decision: Decision) -> None:
    said = {"kind": decision.kind.value, "missing": list(decision.missing)}
    work.add(
        CaseEvent(
            case_id=case.id,
            event=CaseEventKind.ACCEPTED.value,
            at=case.accepted_at,
            data=case_events.check_fields(CaseEventKind.ACCEPTED, said),
            by_agent=desk.actor.agent_id,
            by_name=desk.actor.name,
            by_tier=Tier.VILLAGE.value,
        )
    )
