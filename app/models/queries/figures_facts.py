"""Turns a stored case and its events into the one line of facts that figures count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.clock import CHINA, local_day
from app.domain import limits
from app.domain.calendar import WorkingCalendar
from app.domain.case_states import FoldedCase, fold_states
from app.domain.cases import CaseEventKind, CaseKind, CaseState, ServiceMode, Tier
from app.domain.deadlines import working_days_left
from app.domain.figures import CaseFacts
from app.models.case_folding import extensions_in, promise_of, recorded

SLIP_DAYS = 2
"""A reserved paper number entered within so many open days counts at the paper's date."""

_ABOVE = (Tier.TOWNSHIP.value, Tier.DISTRICT.value)


LimitOf = Callable[[limits.Promise, FoldedCase, tuple[limits.Extension, ...]], limits.Limit]


def remembered(calendar: WorkingCalendar) -> LimitOf:
    """``limits.limit_of`` over one calendar; cases of one day under one promise are worked out once."""
    known: dict[tuple[object, ...], limits.Limit] = {}

    def limit_of(
        promise: limits.Promise, folded: FoldedCase, extensions: tuple[limits.Extension, ...]
    ) -> limits.Limit:
        key = (promise, folded.state, folded.stopped, folded.stopped_since, extensions)
        if key not in known:
            known[key] = limits.limit_of(promise, folded, extensions, calendar)
        return known[key]

    return limit_of


@dataclass(frozen=True, slots=True)
class Told:
    """What a case's own row does not say. ``asked_on`` is the day of the 咨询 it came from.

    ``voided``: it was, if not by the period's end then by the day up to which voidings are known.
    """

    events: Sequence[Any]
    calendar: WorkingCalendar
    limit_of: LimitOf
    handler: str
    asked_on: date | None = None
    same_day: bool = False
    voided: bool = False


def facts_of(case: Any, told: Told, end_on: date) -> CaseFacts | None:
    """The facts at the end of ``end_on``; None for a reserved slip that counts only later."""
    counted_on = _counted_on(case, told)
    if counted_on > end_on:
        return None
    folded = fold_states(recorded(row, case.accepted_on) for row in told.events)
    counted = [row for row, counts in zip(told.events, folded.effective, strict=True) if counts]
    state = folded.state or CaseState.IN_PROGRESS
    return CaseFacts(
        **_plain(case, told.handler),
        state=state,
        accepted_on=counted_on,
        first_asked_on=min(told.asked_on or counted_on, counted_on),
        promised_on=None if _waits_at_first(folded) else case.promised_on,
        **_limits(case, folded, counted, told),
        **_segments(case, counted, told.calendar, end_on),
        completed_on=folded.completed_on,
        delivered_on=folded.delivered_on,
        withdrawn=state is CaseState.WITHDRAWN,
        declined=state is CaseState.DECLINED,
        declined_without_ground=state is CaseState.DECLINED and _without_ground(counted),
        voided=state is CaseState.VOIDED or told.voided,
        rating=folded.rating,
        rated_on=folded.rated_on,
        rating_reason=folded.rating_reason,
        reopened_for_our_fault_on=_last_fault(counted, CaseEventKind.REOPENED),
        returned_for_our_fault_on=_last_fault(counted, CaseEventKind.RETURNED),
        **_complained(counted),
        overdue_explanation=_overdue_explanation(counted),
        result=folded.result,
    )


def handled_by(case: Any, events: Sequence[Any]) -> str:
    """The agent who had the case after these steps: who took it last, else who began with it.

    A backup who steps in takes it by the hand of whoever is there, so the 派单 says who.
    """
    handler, assigned = case.first_handler or case.handler, ""
    for row in events:
        if row.event == CaseEventKind.ASSIGNED:
            assigned = str((row.data or {}).get("to_agent", ""))
        elif row.event == CaseEventKind.DECLINED_ASSIGNMENT:
            assigned = ""
        elif row.event == CaseEventKind.CLAIMED:
            handler, assigned = assigned or row.by_agent, ""
    return str(handler)


def _plain(case: Any, handler: str) -> dict[str, Any]:
    return {
        "case_no": case.case_no,
        "case_id": case.id,
        "site_code": case.site_code,
        "item_code": case.item_code,
        "item_name": case.item_name,
        "category": case.item_category,
        "kind": CaseKind(case.kind),
        "accepted_hour": case.accepted_at.astimezone(CHINA).hour,
        "old_book": case.origin == "old_book",
        "mode": ServiceMode(case.mode),
        "place": case.place,
        "applicant": case.applicant_name,
        "group": case.applicant_group,
        "phone": case.applicant_phone,
        "agent_name": handler,
        "note": case.note,
        "sensitive": case.sensitive,
    }


def _counted_on(case: Any, told: Told) -> date:
    """The paper's day for a reserved number entered within two open days, else the day of entry."""
    on: date = case.accepted_on
    if case.origin != "reserved_slip":
        return on
    entered = next((row.at for row in told.events if row.event == CaseEventKind.ACCEPTED), None)
    entered_on = on if entered is None else local_day(entered)
    late = working_days_left(on, entered_on, told.calendar) > SLIP_DAYS
    return entered_on if late else on


def _waits_at_first(folded: FoldedCase) -> bool:
    """A 补办件 whose papers were not complete by then: its promise, given since, was not known."""
    return folded.waited_first and not folded.stopped


def _limits(case: Any, folded: FoldedCase, counted: list[Any], told: Told) -> dict[str, Any]:
    """The day the promise binds to, moved by the law alone, and the current due date with every extension."""
    promise = promise_of(case, same_day=told.same_day)
    longer = [row for row in counted if row.event == CaseEventKind.EXTENDED]
    lawful: tuple[limits.Extension, ...] = ()
    binding = told.limit_of(promise, folded, lawful).due_on
    for row in longer:
        if _is_lawful(row.data, binding):
            lawful += extensions_in([row])
            binding = told.limit_of(promise, folded, lawful).due_on
    current = told.limit_of(promise, folded, extensions_in(longer)).due_on
    last = longer[-1] if longer else None
    until = None if last is None else last.data.get("until_on")
    return {
        "promise_kept_by": binding,
        "due_on": current,
        "otherwise_extended": len(lawful) < len(longer),
        "extended_on": None if last is None else local_day(last.at),
        "extended_until": date.fromisoformat(until) if until else None,
        "extension_reason": "" if last is None else last.reason or str(last.data.get("reason", "")),
        "extension_approved_by": "" if last is None else str(last.data.get("approved_by", "")),
    }


def _is_lawful(data: Mapping[str, Any], old: date | None) -> bool:
    """Whether the law gives the extension and the applicant was told before the old limit had run out."""
    told = data.get("told_on")
    return bool(data.get("statutory") and told and old and date.fromisoformat(told) <= old)


def _segments(case: Any, counted: list[Any], calendar: WorkingCalendar, end_on: date) -> dict[str, Any]:
    """How each part of an escalated case's way kept its own limit; None where it has none yet."""
    up = _first(counted, CaseEventKind.ESCALATED)
    if up is None:
        return {"escalated": False}
    allowed = max(1, case.transport_days or 0)
    forwarded_on = local_day(up.at)
    begun = [local_day(row.at) for row in counted if row.event == CaseEventKind.SUPPLEMENTED]
    start_on = max([case.accepted_on, *(day for day in begun if day <= forwarded_on)])
    ready = _ready_on(counted)
    taken = _last(counted, CaseEventKind.FETCHED) or _own_completion(counted)
    taken_on = None if taken is None else local_day(taken.at)
    return {
        "escalated": True,
        "forwarded_in_time": working_days_left(start_on, forwarded_on, calendar) <= allowed,
        "answered_in_time": _within(ready or taken_on, _answer_due(case, counted), end_on),
        "fetched_in_time": _fetched(ready, taken_on, allowed, calendar, end_on),
    }


def _answer_due(case: Any, counted: list[Any]) -> date | None:
    received = _last(counted, CaseEventKind.RECEIVED)
    said = None if received is None else received.data.get("answer_due_on")
    due_on: date | None = case.district_due_on or case.answer_due_on
    return date.fromisoformat(said) if said else due_on


def _within(done_on: date | None, due_on: date | None, end_on: date) -> bool | None:
    if due_on is None or (done_on is None and due_on > end_on):
        return None
    return done_on is not None and done_on <= due_on


def _fetched(
    ready: date | None, taken: date | None, allowed: int, calendar: WorkingCalendar, end_on: date
) -> bool | None:
    if ready is None:
        return None
    waited = working_days_left(ready, taken or end_on, calendar)
    return None if taken is None and waited <= allowed else taken is not None and waited <= allowed


def _ready_on(counted: list[Any]) -> date | None:
    """When the tier above had the result ready."""
    for row in reversed(counted):
        above = row.event == CaseEventKind.COMPLETED and row.by_tier in _ABOVE
        if above or row.event == CaseEventKind.RESULT_READY:
            return local_day(row.at)
    return None


def _own_completion(counted: list[Any]) -> Any | None:
    found = (row for row in reversed(counted) if row.event == CaseEventKind.COMPLETED)
    return next((row for row in found if row.by_tier not in _ABOVE), None)


def _complained(counted: list[Any]) -> dict[str, Any]:
    last = _last(counted, CaseEventKind.COMPLAINED)
    if last is None:
        return {}
    return {"complained_on": local_day(last.at), "complaint_words": str(last.data.get("text", ""))}


def _overdue_explanation(counted: list[Any]) -> str:
    """Said with the step that ended it here: fetching back what was decided above, or completing it oneself."""
    own = (_last(counted, CaseEventKind.FETCHED), _own_completion(counted))
    ended = next((row for row in reversed(counted) if row is own[0] or row is own[1]), None)
    return "" if ended is None else str(ended.data.get("overdue_explanation", ""))


def _without_ground(counted: list[Any]) -> bool:
    last = _last(counted, CaseEventKind.DECLINED)
    return last is not None and not last.data.get("ground")


def _last_fault(counted: list[Any], event: CaseEventKind) -> date | None:
    """The last day this happened for a fault of ours."""
    faults = [row for row in counted if row.event == event and row.data.get("our_fault")]
    return local_day(faults[-1].at) if faults else None


def _first(counted: list[Any], event: CaseEventKind) -> Any | None:
    return next((row for row in counted if row.event == event), None)


def _last(counted: list[Any], event: CaseEventKind) -> Any | None:
    return next((row for row in reversed(counted) if row.event == event), None)
