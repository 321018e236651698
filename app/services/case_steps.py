"""Recording a step of a case: allowed now, said completely, with what follows from it, in one unit of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.clock import today
from app.domain import case_events, case_states, limits
from app.domain.cases import EVENT_WORDS, CaseEventKind, Tier
from app.domain.rows import CaseChanged
from app.errors import Defect, Refusal
from app.models import case_folding
from app.models.calendars import working_calendar
from app.models.queries import Session, sites
from app.models.queries import cases as queries
from app.models.queries.cases import StatusNow
from app.models.tables import CaseEvent, ServiceCase
from app.models.unit_of_work import UnitOfWork
from app.services import case_papers
from app.services.case_lookup import find_case
from app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class _Step:
    """One step as it is about to be written. ``tier`` VILLAGE is whoever accepted the case."""

    case: ServiceCase
    now: StatusNow
    event: CaseEventKind
    tier: Tier
    on: date


def record(
    desk: Desk,
    case_no: str,
    event: CaseEventKind | str,
    *,
    reason: str = "",
    data: Mapping[str, object] | None = None,
) -> CaseChanged:
    """Record one step of a case; the state is read afresh inside the transaction.

    Refusals: ``no-such-case``, ``unknown-event``, ``stage`` and ``not-yours`` (with what may be done now),
    those of ``case_events.check_fields`` naming the field, ``not-demanded``, ``extension-too-early``.
    """
    kind = event_named(event)
    with desk.write() as work:
        case = find_case(work.session, desk.register.site_code, case_no)
        now = _now(work.session, case)
        tier = acting_tier(work.session, desk.register.site_code, case)
        case_states.transition(now.state, kind, tier)
        step = _Step(case, now, kind, tier, today(desk.clock))
        said = _said(work, step, {**(data or {}), **({"reason": reason} if reason else {})})
        _follow(work, desk, step, said)
        work.add(_event(desk, step, said))
        work.commit()
    with desk.register.reading() as session:
        return CaseChanged(case.id, case.case_no, kind, _now(session, case).state)


def event_named(event: str) -> CaseEventKind:
    """The event of this identifier or Chinese word; Refusal ``unknown-event`` listing them all."""
    typed = str(event).strip()
    for kind, words in EVENT_WORDS.items():
        if typed in (kind.value, words):
            return kind
    listed = "、".join(f"{words}（{kind.value}）" for kind, words in EVENT_WORDS.items())
    raise Refusal(f"没有“{typed[:40]}”这一步骤。步骤有：{listed}。", field="event", code="unknown-event")


def acting_tier(session: Session, own_site: str, case: ServiceCase) -> Tier:
    """VILLAGE for whoever accepted the case, a township's own window included; else this register's tier."""
    return Tier.VILLAGE if case.site_code == own_site else Tier(sites.tier_of(session, own_site))


def _now(session: Session, case: ServiceCase) -> StatusNow:
    now = queries.status_now(session, case.site_code, case.id)
    if now is None:
        raise Defect("a case without a status")
    return now


def _said(work: UnitOfWork, step: _Step, data: Mapping[str, object]) -> dict[str, object]:
    """The fields checked and completed from the case: what came in, what is missing."""
    said = case_events.check_fields(step.event, data)
    if step.event is CaseEventKind.SUPPLEMENTED:
        came = case_papers.check_supplement(_missing(work, step), said)
        said["materials"] = list(came.received)
        said.pop("still_missing", None)
        if came.still_missing:
            said["still_missing"] = list(came.still_missing)
    elif step.event is CaseEventKind.NOTIFIED and "missing" not in said:
        said["missing"] = list(_missing(work, step))
    elif step.event is CaseEventKind.EXTENDED and "until_on" in said:
        _check_extension(step, date.fromisoformat(str(said["until_on"])))
    return said


def _check_extension(step: _Step, until_on: date) -> None:
    earliest = max(step.on, step.now.due_on) if step.now.due_on else step.on
    if until_on <= earliest:
        raise Refusal(
            f"延期的日期要晚于 {earliest:%Y-%m-%d}（现在的期限或今天）。请核对后再填。",
            field="until_on",
            code="extension-too-early",
        )


def _missing(work: UnitOfWork, step: _Step) -> tuple[str, ...]:
    materials = queries.materials_of(work.session, step.case)
    return case_papers.still_missing(materials, _effective_events(work.session, step.case), step.now.state)


def _effective_events(session: Session, case: ServiceCase) -> list[CaseEvent]:
    events = queries.events_of(session, case)
    folded = case_states.fold_states(case_folding.recorded(event) for event in events)
    return [event for event, counts in zip(events, folded.effective, strict=True) if counts]


def _follow(work: UnitOfWork, desk: Desk, step: _Step, said: Mapping[str, object]) -> None:
    """What a step changes beside the case's state; each field only by the tier that owns it."""
    case = step.case
    if step.event is CaseEventKind.RECEIVED:
        case.township_no = str(said.get("reference", case.township_no or ""))
        if "answer_due_on" in said:
            case.answer_due_on = date.fromisoformat(str(said["answer_due_on"]))
    if step.tier is not Tier.VILLAGE:
        return
    if step.event is CaseEventKind.CLAIMED:
        case.handler = desk.actor.agent_id
    elif step.event is CaseEventKind.SUPPLEMENTED:
        materials = queries.materials_of(work.session, case)
        received = said["materials"] if isinstance(said["materials"], list) else []
        case_papers.take_in(work, case, materials, received, step.on)
        if "still_missing" not in said and case.promised_on is None:
            _promise(work, step)
    elif step.event is CaseEventKind.DELIVERED:
        materials = queries.materials_of(work.session, case)
        case_papers.give_back(materials, step.on, str(said["to_whom"]))


def _promise(work: UnitOfWork, step: _Step) -> None:
    """The last missing paper is in: the limit of a 补办件 starts, and is promised now."""
    case = step.case
    recorded = [case_folding.recorded(event) for event in queries.events_of(work.session, case)]
    came = case_states.RecordedEvent(step.event, step.now.state, step.on)
    folded = case_states.fold_states([*recorded, came])
    promise = limits.Promise(case.accepted_on, case.promised_days, None)
    limit = limits.limit_of(promise, folded, (), working_calendar(work.session, case.site_code))
    case.promised_on, case.promise_provisional = limit.due_on, limit.provisional


def _event(desk: Desk, step: _Step, said: dict[str, object]) -> CaseEvent:
    return CaseEvent(
        site_code=step.case.site_code,
        case_id=step.case.id,
        event=step.event.value,
        from_state=step.now.state.value,
        at=desk.clock.now(),
        data=said,
        reason=str(said.get("reason", "")),
        by_agent=desk.actor.agent_id,
        by_name=desk.actor.name,
        by_tier=step.tier.value,
    )
