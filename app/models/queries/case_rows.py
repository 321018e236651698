"""Reading cases as lines of the register: filtered, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.cases import OPEN_STATES, CaseKind, CaseState, Light
from app.domain.masking import mask_name, mask_phone, neutral_name
from app.domain.requests import Origin
from app.domain.rows import CaseFilter, CaseRow
from app.models import search_index
from app.models.queries.marks_of_sync import SyncMarks
from app.models.queries.villagers import candidates, han_words
from app.models.search_tokens import normal
from app.models.tables import Agent, CaseStatus, ServiceCase

CHUNK = 400

CaseKey = tuple[str, str]
"""(site code, case id)"""


def page(
    session: Session, wanted: CaseFilter, today: date, marks: SyncMarks, limit: int, offset: int
) -> tuple[CaseRow, ...]:
    """One page of the cases that pass the filter, newest first."""
    keys = (
        _filtered(select(CaseStatus.site_code, CaseStatus.case_id), wanted, today)
        .order_by(CaseStatus.accepted_at.desc(), CaseStatus.case_id.desc())
        .limit(limit)
        .offset(offset)
    )
    rows = rows_of(session, [(site, case_id) for site, case_id in session.execute(keys)], today, marks)
    return tuple(map(masked, rows)) if wanted.masked else rows


def masked(row: CaseRow) -> CaseRow:
    """The same line where others may read it: 张*生, no phone, a sensitive item in neutral words."""
    item = neutral_name(row.item_name, sensitive=row.sensitive)
    category = "" if row.sensitive else row.category
    return replace(
        row,
        applicant=mask_name(row.applicant),
        phone=mask_phone(row.phone),
        item_name=item,
        category=category,
        item_code="" if row.sensitive else row.item_code,
    )


def count(session: Session, wanted: CaseFilter, today: date) -> int:
    """How many cases pass the filter."""
    return session.scalar(_filtered(select(func.count()).select_from(CaseStatus), wanted, today)) or 0


def pressing(session: Session, today: date, marks: SyncMarks, limit: int) -> tuple[CaseRow, ...]:
    """What waits most: open cases by due date, the most overdue first; then results to deliver.

    A fifth is kept for the results, so that a long queue never hides them.
    """
    due: list[tuple[date, CaseKey]] = []
    for state in OPEN_STATES:  # state by state, each in the order of its index: nothing to sort at any size
        due += _first_due(session, state, limit)
    due.sort()
    done = [key for _on, key in _first_done(session, limit)]
    room = limit - min(len(done), limit // 5)
    return rows_of(session, [*(key for _on, key in due[:room]), *done][:limit], today, marks)


def _first_due(session: Session, state: CaseState, limit: int) -> list[tuple[date, CaseKey]]:
    status = CaseStatus
    query = (
        select(status.due_on, status.site_code, status.case_id)
        .where(status.state == state.value, status.due_on.is_not(None))
        .order_by(status.due_on)
        .limit(limit)
    )
    return [(on, (site, case_id)) for on, site, case_id in session.execute(query) if on is not None]


def _first_done(session: Session, limit: int) -> list[tuple[date | None, CaseKey]]:
    status = CaseStatus
    query = (
        select(status.completed_on, status.site_code, status.case_id)
        .where(status.state == CaseState.COMPLETED.value, status.origin != Origin.OLD_BOOK.value)
        .order_by(status.completed_on, status.case_id)
        .limit(limit)
    )
    return [(on, (site, case_id)) for on, site, case_id in session.execute(query)]


def matching(session: Session, words: str, today: date, marks: SyncMarks, limit: int) -> tuple[CaseRow, ...]:
    """The newest cases whose applicant, numbers or item match every word."""
    keys = search_index.find(session, search_index.CASE, words, candidates(words, limit))
    wanted = han_words(words)
    rows = rows_of(session, keys, today, marks)
    return tuple(row for row in rows if all(word in _spoken(row) for word in wanted))[:limit]


def _spoken(row: CaseRow) -> str:
    """The index knows pairs of characters only: a longer word must really stand in a name."""
    return normal(f"{row.applicant}|{row.item_name}").replace("·", "")


def rows_of(session: Session, keys: Sequence[CaseKey], today: date, marks: SyncMarks) -> tuple[CaseRow, ...]:
    """The lines of these cases, in the order of ``keys``; unknown ones are left out."""
    found: dict[CaseKey, CaseRow] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        sites, ids = {site for site, _ in chunk}, [case_id for _, case_id in chunk]
        query = _lines().where(ServiceCase.site_code.in_(sites), ServiceCase.id.in_(ids))
        for row in session.execute(query):
            found[(row.site_code, row.id)] = _row(row, today, marks)
    return tuple(found[key] for key in keys if key in found)


def _lines() -> Select[*tuple[Any, ...]]:
    case, status = ServiceCase, CaseStatus
    return (
        select(
            case.site_code,
            case.id,
            case.case_no,
            case.applicant_name,
            case.applicant_group,
            case.applicant_phone,
            case.item_code,
            case.item_name,
            case.item_category,
            case.kind,
            case.accepted_at,
            case.promised_on,
            case.sensitive,
            status.state,
            status.due_on,
            status.provisional,
            status.yellow_on,
            status.last_seq,
            Agent.name.label("agent_name"),
        )
        .join_from(case, status, and_(status.site_code == case.site_code, status.case_id == case.id))
        .join(Agent, and_(Agent.site_code == case.site_code, Agent.id == case.handler), isouter=True)
    )


def _row(row: Any, today: date, marks: SyncMarks) -> CaseRow:
    state = CaseState(row.state)
    return CaseRow(
        case_id=row.id,
        case_no=row.case_no,
        applicant=row.applicant_name,
        group=row.applicant_group,
        item_code=row.item_code,
        item_name=row.item_name,
        category=row.item_category,
        kind=CaseKind(row.kind),
        state=state,
        light=light_of(state, row.due_on, row.yellow_on, today),
        accepted_at=row.accepted_at,
        promised_on=row.promised_on,
        due_on=row.due_on,
        provisional=row.provisional,
        agent_name=row.agent_name or "",
        phone=row.applicant_phone,
        sensitive=row.sensitive,
        where=marks.where(row.last_seq),
    )


def light_of(state: CaseState, due_on: date | None, yellow_on: date | None, today: date) -> Light:
    """The light of an open case; finished ones and those whose limit stands still have none."""
    if state not in OPEN_STATES or due_on is None:
        return Light.NONE
    if today > due_on:
        return Light.RED
    return Light.YELLOW if yellow_on is not None and today >= yellow_on else Light.GREEN


def _filtered(query: Select[*tuple[Any, ...]], wanted: CaseFilter, today: date) -> Select[*tuple[Any, ...]]:
    status = CaseStatus
    if wanted.states:
        query = query.where(status.state.in_([state.value for state in wanted.states]))
    if wanted.kinds:
        query = query.where(status.kind.in_([kind.value for kind in wanted.kinds]))
    if wanted.open_only:
        query = query.where(_is_open())
    if wanted.returned:
        query = query.where(status.state == CaseState.WAITING_MATERIALS.value, status.returned)
    if wanted.lights:
        query = query.where(or_(*(_light_is(light, today) for light in wanted.lights)))
    if wanted.due_before is not None:
        query = query.where(_is_open(), status.due_on <= wanted.due_before)
    for column, value in (
        (status.item_code, wanted.item_code),
        (status.handler, wanted.agent_id),
        (status.villager_id, wanted.villager_id),
        (status.batch_id, wanted.batch_id),
    ):
        if value:
            query = query.where(column == value)
    return _marked(_accepted_within(query, wanted), wanted)


def _marked(query: Select[*tuple[Any, ...]], wanted: CaseFilter) -> Select[*tuple[Any, ...]]:
    status = CaseStatus
    if wanted.urgency == "any":
        query = query.where(status.urgency != "")
    elif wanted.urgency:
        query = query.where(status.urgency == wanted.urgency)
    if wanted.follow_up:
        query = query.where(status.follow_up_due_on.is_not(None))
    if wanted.modes or wanted.external_missing:
        query = query.where(_case_is(wanted))
    return query


def _accepted_within(query: Select[*tuple[Any, ...]], wanted: CaseFilter) -> Select[*tuple[Any, ...]]:
    if wanted.accepted_from is not None:
        query = query.where(CaseStatus.accepted_on >= wanted.accepted_from)
    if wanted.accepted_to is not None:
        query = query.where(CaseStatus.accepted_on <= wanted.accepted_to)
    if wanted.completed_from is not None:
        query = query.where(CaseStatus.completed_on >= wanted.completed_from)
    if wanted.completed_to is not None:
        query = query.where(CaseStatus.completed_on <= wanted.completed_to)
    return query


def _case_is(wanted: CaseFilter) -> ColumnElement[bool]:
    """What stands in the case itself and not in its status; voided cases need no entry elsewhere."""
    case, status = ServiceCase, CaseStatus
    asked = [case.site_code == status.site_code, case.id == status.case_id]
    if wanted.modes:
        asked.append(case.mode.in_([mode.value for mode in wanted.modes]))
    if wanted.external_missing:
        over = (CaseState.VOIDED.value, CaseState.DECLINED.value)
        # lines of the old paper book were done before the platform asked for anything
        asked += [case.external_no == "", case.origin != Origin.OLD_BOOK.value, status.state.not_in(over)]
    return exists().where(*asked)


def _is_open() -> ColumnElement[bool]:
    return CaseStatus.state.in_([state.value for state in OPEN_STATES])


def _light_is(light: Light, today: date) -> ColumnElement[bool]:
    """The same rule as ``light_of``, as a condition."""
    status = CaseStatus
    if light is Light.NONE:
        return or_(status.due_on.is_(None), ~_is_open())
    if light is Light.RED:
        return and_(_is_open(), status.due_on < today)
    running = and_(_is_open(), status.due_on >= today)
    is_yellow = and_(status.yellow_on.is_not(None), status.yellow_on <= today)
    return and_(running, is_yellow if light is Light.YELLOW else ~is_yellow)
