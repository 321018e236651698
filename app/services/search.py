"""One search for everything: cases, villagers, items, by whatever was typed, spoken or scanned."""

from __future__ import annotations

from app.clock import Clock, local_day, today
from app.domain.cases import STATE_WORDS
from app.domain.masking import mask_id
from app.domain.rows import CaseRow, SearchHit, VillagerRow
from app.errors import Refusal
from app.models.queries import Session, case_rows
from app.models.queries import cases as case_queries
from app.models.queries import villagers as people
from app.models.register import Register
from app.services import items
from app.services.case_lookup import number_in
from app.services.case_pages import sync_marks_of

MOST_ITEMS = 5
PERSONS_KEPT = 3
"""One line in so many is kept for persons, however many cases are found."""


def everything(register: Register, text: str, clock: Clock, limit: int = 20) -> tuple[SearchHit, ...]:
    """Cases first, the newest before the others, then villagers, then items; at most ``limit`` of all.

    A whole case number or a scanned code finds its one case. Every word of ``text`` must fit.
    """
    if not text.strip():
        return ()
    with register.reading() as session:
        found = [_case_hit(row) for row in _cases(session, register, text, clock, limit)]
        room = max(limit // PERSONS_KEPT, limit - len(found))  # more would never be shown
        persons = [_villager_hit(row) for row in people.find(session, text, room)]
        served = items.held(session, register.site_code, today(clock)).catalogue
        services = [
            SearchHit("item", item.code, item.name, item.category)
            for item in items.find_among(session, served, text, MOST_ITEMS)
        ]
    return _shared_out(found, persons, services, limit)


def cases(register: Register, text: str, clock: Clock, limit: int = 20) -> tuple[CaseRow, ...]:
    """The newest cases that match every word of ``text``."""
    with register.reading() as session:
        return tuple(_cases(session, register, text, clock, limit))


def _cases(session: Session, register: Register, text: str, clock: Clock, limit: int) -> tuple[CaseRow, ...]:
    marks = sync_marks_of(session, register)
    try:
        case = case_queries.by_number(session, number_in(text), register.site_code)
    except Refusal:
        case = None  # not a whole number: look for what it may be a part of
    if case is not None:
        return case_rows.rows_of(session, [(case.site_code, case.id)], today(clock), marks)
    return case_rows.matching(session, text, today(clock), marks, limit)


def _shared_out(
    found: list[SearchHit], persons: list[SearchHit], services: list[SearchHit], limit: int
) -> tuple[SearchHit, ...]:
    """Room for each kind: many cases must not hide the person or the item that was meant."""
    for_services = min(len(services), max(limit // 5, limit - len(found) - len(persons)))
    for_persons = min(len(persons), max(limit // PERSONS_KEPT, limit - for_services - len(found)))
    for_cases = limit - for_services - for_persons
    return (*found[:for_cases], *persons[:for_persons], *services[:for_services])


def _case_hit(row: CaseRow) -> SearchHit:
    on = f"{local_day(row.accepted_at):%Y-%m-%d}"
    parts = (row.case_no, row.group, STATE_WORDS[row.state], f"{on} 受理")
    subtitle = " · ".join(part for part in parts if part)
    return SearchHit("case", row.case_no, f"{row.applicant} {row.item_name}", subtitle)


def _villager_hit(row: VillagerRow) -> SearchHit:
    parts = (
        row.group,
        mask_id(row.id_number),
        row.phone,
        f"未办结 {row.open_cases} 件" if row.open_cases else "",
    )
    return SearchHit("villager", row.villager_id, row.name, " · ".join(part for part in parts if part))
