"""One case with everything its page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.clock import Clock, today
from app.domain import case_states
from app.domain.cases import CaseEventKind, RatingLevel, ServiceMode
from app.domain.masking import neutral_name
from app.domain.rows import CaseFile, CaseRow
from app.errors import Defect
from app.models import case_folding
from app.models.queries import Session, agents, case_rows, catalogues, histories, records
from app.models.queries import cases as queries
from app.models.queries import villagers as people
from app.models.register import Register
from app.models.tables import CaseEvent, Correction, Material, ServiceCase
from app.services import calendars, case_papers, complaint_sight
from app.services.case_lookup import find_case
from app.services.case_pages import sync_marks_of
from app.services.case_steps import acting_tier, answering_by_hand
from app.services.case_timeline import CaseHistory, agents_in, timeline
from app.services.step_checks import answer_due_on, notices, open_assignment


@dataclass(frozen=True, slots=True)
class _Parts:
    """A case, its papers, and its events with whether each counts."""

    case: ServiceCase
    row: CaseRow
    materials: Sequence[Material]
    events: Sequence[CaseEvent]
    folded: case_states.FoldedCase

    @property
    def counted(self) -> list[CaseEvent]:
        return [e for e, counts in zip(self.events, self.folded.effective, strict=True) if counts]


def show(register: Register, case_no: str, clock: Clock, *, viewer: str = "") -> CaseFile:
    """The case with this number (typed, spoken or scanned); Refusal ``no-such-case``, ``case-no-…``.

    ``viewer`` is the agent who looks: complaints are told to nobody else, and never to whom they concern.
    """
    with register.reading() as session:
        parts = _parts(session, register, case_no, clock)
        history = _history(session, parts, viewer)
        tier = acting_tier(session, register.site_code, parts.case)
        sample = bool(catalogues.samples(session, [parts.case.catalogue_id]))
        villager = people.by_id(session, parts.case.site_code, parts.case.villager_id)
        status = queries.status_now(session, parts.case.site_code, parts.case.id)
        warning = _closed_day(session, parts)
    by_hand = answering_by_hand(parts.case)
    return replace(
        _file(parts, history),
        id_number=villager.id_number if villager else "",
        address=villager.address if villager else "",
        allowed=_allowed(parts, case_states.allowed(parts.row.state, tier, by_hand)),
        catalogue_sample=sample,
        follow_up_due_on=status.follow_up_due_on if status else None,
        due_warning=warning,
    )


def _closed_day(session: Session, parts: _Parts) -> str:
    due_on = parts.row.due_on
    return calendars.closed_day_warning(session, parts.case.site_code, due_on) if due_on else ""


def _file(parts: _Parts, history: CaseHistory) -> CaseFile:
    """What the case itself says, without the people, tiers and days around it."""
    case, named = parts.case, history.agents
    handler = named.get(case.handler)
    assigned = open_assignment(parts.counted)
    return CaseFile(
        row=parts.row,
        villager_id=case.villager_id,
        organisation_id=case.organisation_id,
        id_number="",
        address="",
        representative=case.representative,
        representative_relation=case.representative_relation,
        mode=ServiceMode(case.mode),
        note=case.note,
        department=case.department,
        first_asked=named[case.first_asked].name if case.first_asked in named else "",
        first_handler=named[case.first_handler].name if case.first_handler in named else "",
        handler=handler.name if handler else "",
        handler_phone=handler.phone if handler else "",
        materials=case_papers.paper_rows(parts.materials),
        missing=case_papers.still_missing(parts.materials, parts.counted, parts.row.state),
        timeline=timeline(history, parts.row.state),
        allowed=(),
        papers_printed=dict(Counter(made.paper for made in history.prints)),
        result=parts.folded.result,
        completed_on=parts.folded.completed_on,
        rating=RatingLevel(parts.folded.rating) if parts.folded.rating else None,
        promised_days=case.promised_days,
        said=_said(parts.counted),
        notices=notices(parts.counted),
        external_no=case.external_no,
        external_entered_on=case.external_entered_on,
        urgency=case.urgency,
        earlier_promise_on=case.earlier_promise_on,
        answer_due_on=case.district_due_on or case.answer_due_on or answer_due_on(parts.counted),
        assigned_to=assigned.name if assigned else "",
        neutral_item=neutral_name(case.item_name, sensitive=case.sensitive),
    )


def _allowed(parts: _Parts, events: tuple[CaseEventKind, ...]) -> tuple[CaseEventKind, ...]:
    """What the table allows, without sending back what was sent to nobody."""
    assigned = open_assignment(parts.counted) is not None
    return tuple(event for event in events if assigned or event is not CaseEventKind.DECLINED_ASSIGNMENT)


def _said(counted: Sequence[CaseEvent]) -> dict[CaseEventKind, dict[str, object]]:
    steps = {CaseEventKind(event.event): dict(event.data) for event in counted}
    steps.pop(CaseEventKind.COMPLAINED, None)
    return steps


def _parts(session: Session, register: Register, case_no: str, clock: Clock) -> _Parts:
    case = find_case(session, register.site_code, case_no)
    marks = sync_marks_of(session, register)
    rows = case_rows.rows_of(session, [(case.site_code, case.id)], today(clock), marks)
    if not rows:
        raise Defect("a case without a status")
    events = queries.events_of(session, case)
    folded = case_states.fold_states(case_folding.recorded(event, case.accepted_on) for event in events)
    return _Parts(case, rows[0], queries.materials_of(session, case), events, folded)


def _history(session: Session, parts: _Parts, viewer: str) -> CaseHistory:
    case = parts.case
    material_ids = [material.id for material in parts.materials]
    changes = histories.changes(session, case.site_code, [case.id, *material_ids])
    prints = queries.prints_of(session, case)
    everything = [case.id, *material_ids, *(event.id for event in parts.events)]
    named = {case.first_asked, case.first_handler, case.handler, *agents_in(parts.events, changes, prints)}
    return CaseHistory(
        events=parts.events,
        effective=parts.folded.effective,
        changes=changes,
        prints=prints,
        aside=histories.set_aside(session, case.site_code, everything),
        materials=parts.materials,
        agents=agents.actors(session, named),
        suspect_clock=case.clock_suspect,
        corrections=records.of_site(session, Correction, case.site_code, target_id=case.id),
        hidden=complaint_sight.hidden_events(session, case, parts.events, viewer),
    )
