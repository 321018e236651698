"""Recording a step of a case: allowed now, said completely, with what follows from it, in one unit of work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.clock import today
from app.domain import case_states, limits
from app.domain.case_states import ABOVE, ELSEWHERE, Transition, speaking_tier, transition
from app.domain.cases import EVENT_WORDS, CaseEventKind, CaseState, Tier
from app.domain.rows import CaseChanged
from app.errors import Defect, Refusal
from app.models import case_folding
from app.models.calendars import working_calendar
from app.models.countings import same_day_catalogues
from app.models.queries import Session, sites
from app.models.queries import cases as queries
from app.models.queries.cases import StatusNow
from app.models.tables import CaseEvent, ServiceCase
from app.models.unit_of_work import UnitOfWork
from app.services import case_papers, complaint_records, step_checks, tasks
from app.services.case_lookup import find_case
from app.services.desk import Desk
from app.services.step_checks import Step

_E = CaseEventKind


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
    those of ``case_events.check_fields`` and of ``step_checks`` naming the field.
    """
    kind = event_named(event)
    with desk.write() as work:
        case = find_case(work.session, desk.register.site_code, case_no)
        now = _now(work.session, case)
        own = acting_tier(work.session, desk.register.site_code, case)
        by_hand = answering_by_hand(case)
        row = transition(now.state, kind, own, by_hand)
        if row.to is CaseState.COMPLETED:
            tasks.refuse_open(work.session, case.site_code, case.id)
        step = Step(
            case,
            now,
            kind,
            speaking_tier(row, own, by_hand),
            today(desk.clock),
            desk.actor.agent_id,
            step_checks.effective_events(work.session, case),
            queries.materials_of(work.session, case),
        )
        typed = {**(data or {}), **({"reason": reason} if reason else {})}
        said = step_checks.said(work.session, step, typed)
        _follow(work, step, said)
        if kind is _E.COMPLAINED:
            said = complaint_records.taken_down(work, desk, case, said)
        work.add(_event(desk, step, said))
        work.commit()
    return _changed(desk, step, row, said)


def _changed(desk: Desk, step: Step, row: Transition, said: Mapping[str, object]) -> CaseChanged:
    """What was recorded, read back; with what is printed and left to do."""
    case, warning = step.case, step_checks.went_back(step)
    with desk.register.reading() as session:
        state = _now(session, case).state
    warnings = (warning,) if warning else ()
    # the table speaks of the last paper; while one is still out the applicant must hear which
    left = _names(said.get("still_missing")) if step.event is _E.SUPPLEMENTED else ""
    todo = f"还缺 {left}，请申请人补齐" if left else row.todo
    return CaseChanged(case.id, case.case_no, step.event, state, row.paper, todo, warnings)


def _names(said: object) -> str:
    return "、".join(map(str, said)) if isinstance(said, list) else ""


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


def answering_by_hand(case: ServiceCase) -> Tier | None:
    """The tier whose answers the accepting site takes down: a city's, a province's or an outside body's."""
    tier = Tier(case.item_tier) if case.item_tier in set(Tier) else None
    return tier if tier in ELSEWHERE else None


def _now(session: Session, case: ServiceCase) -> StatusNow:
    now = queries.status_now(session, case.site_code, case.id)
    if now is None:
        raise Defect("a case without a status")
    return now


def _follow(work: UnitOfWork, step: Step, said: Mapping[str, object]) -> None:
    """What a step changes beside the case's state; each field only by the tier that owns it."""
    case = step.case
    if step.event is _E.RECEIVED and step.tier in ABOVE:
        _take_above(step, said)
    if step.tier is not Tier.VILLAGE:
        return
    if step.event is _E.CLAIMED:
        case.handler = step.agent_id
    elif step.event is _E.SUPPLEMENTED:
        received = said["materials"] if isinstance(said["materials"], list) else []
        case_papers.take_in(work, case, step.materials, received, step.on)
        if "still_missing" not in said and case.promised_on is None:
            _promise(work, step)
    elif step.event is _E.DELIVERED:
        kept = said.get("originals_kept")
        case_papers.give_back(
            step.materials, step.on, str(said["to_whom"]), kept=kept if isinstance(kept, list) else ()
        )
    elif "returned_to" in said:
        case_papers.give_back(step.materials, step.on, str(said["returned_to"]))


def _take_above(step: Step, said: Mapping[str, object]) -> None:
    """The tier that takes the case in gives it its own number and its own limit."""
    case = step.case
    due_on = date.fromisoformat(str(said["answer_due_on"])) if "answer_due_on" in said else None
    if step.tier is Tier.DISTRICT:
        case.district_no = str(said.get("reference", case.district_no or ""))
        case.district_due_on = due_on or case.district_due_on
        return
    case.township_no = str(said.get("reference", case.township_no or ""))
    case.answer_due_on = due_on or case.answer_due_on


def _promise(work: UnitOfWork, step: Step) -> None:
    """The last missing paper is in: the limit of a 补办件 starts, and is promised now."""
    case = step.case
    recorded = [
        case_folding.recorded(event, case.accepted_on) for event in queries.events_of(work.session, case)
    ]
    came = case_states.RecordedEvent(step.event, step.now.state, step.on)
    folded = case_states.fold_states([*recorded, came])
    same_day = bool(same_day_catalogues(work.session, {case.catalogue_id}))
    promise = limits.Promise(case.accepted_on, case.promised_days, None, same_day)
    limit = limits.limit_of(promise, folded, (), working_calendar(work.session, case.site_code))
    case.promised_on, case.promise_provisional = limit.due_on, limit.provisional


def _event(desk: Desk, step: Step, said: dict[str, object]) -> CaseEvent:
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
