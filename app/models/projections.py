"""What is made from the records in the same transaction: case states and the search index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from app.models import bulk, case_folding, search_index
from app.models.search_tokens import item_tokens, name_tokens, number_tokens
from app.models.tables import RECORD_TYPES, CaseStatus, ServiceCase, Villager, WorkingYear

Key = tuple[str, str, str]
"""(record type, site code, record id)"""

PARTS_OF_A_CASE = ("case_event", "material", "paper_print")


def refresh(
    session: Session,
    keys: Sequence[Key],
    numbers: Mapping[Key, int],
    case_ids: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """Bring states and index up to date for the records in ``keys``.

    ``numbers`` are our own new journal numbers by record; ``case_ids`` are the cases of parts of which the
    caller knows it, others are looked up. Returns the ids of case events that do not count.
    """
    stale: list[str] = []
    for site_code in sorted({key[1] for key in keys}):
        mine = [key for key in keys if key[1] == site_code]
        cases = _cases_touched(session, site_code, mine, case_ids) | _cases_of_years(session, site_code, mine)
        seqs: dict[str, int] = {}
        for key, case_id in cases.items():
            seqs[case_id] = max(seqs.get(case_id, 0), numbers.get(key, 0))
        if cases:
            stale += case_folding.refresh(session, site_code, cases.values(), seqs)
        index_cases(session, site_code, [key[2] for key in mine if key[0] == "case"])
        index_villagers(session, site_code, [key[2] for key in mine if key[0] == "villager"])
    return stale


def _cases_touched(
    session: Session, site_code: str, keys: Iterable[Key], case_ids: Mapping[str, str]
) -> dict[Key, str]:
    """Each key that concerns a case, with that case's id."""
    found: dict[Key, str] = {}
    asked: dict[str, dict[str, Key]] = defaultdict(dict)
    for key in keys:
        record_type, _site_code, record_id = key
        if record_type == "case":
            found[key] = record_id
        elif record_type not in PARTS_OF_A_CASE:
            continue
        elif record_id in case_ids:
            found[key] = case_ids[record_id]
        else:
            asked[record_type][record_id] = key
    for record_type, of_type in asked.items():
        wanted = {"site_code": site_code, "wanted": bulk.listed(session, list(of_type))}
        rows = session.execute(_cases_of(record_type, bulk.dialect_of(session)), wanted)
        found.update((of_type[record_id], case_id) for record_id, case_id in rows.all())
    return found


@cache
def _cases_of(record_type: str, dialect: str) -> Select[Any]:
    table = RECORD_TYPES[record_type].__table__
    return bulk.by_key(dialect, table, table.c.id, table.c.id, table.c.case_id)


def _cases_of_years(session: Session, site_code: str, keys: Iterable[Key]) -> dict[Key, str]:
    """The cases whose limit reaches into a year that a new working-day table speaks of."""
    ids = [key[2] for key in keys if key[0] == "working_year"]
    if not ids:
        return {}
    years = session.scalars(
        select(WorkingYear.year).where(WorkingYear.site_code == site_code, WorkingYear.id.in_(ids))
    )
    first = min(years, default=None)
    if first is None:
        return {}
    found = session.scalars(
        select(CaseStatus.case_id).where(
            CaseStatus.site_code == site_code,
            or_(CaseStatus.due_on >= date(first, 1, 1), CaseStatus.follow_up_due_on >= date(first, 1, 1)),
        )
    )
    return {("case", site_code, case_id): case_id for case_id in found}


def index_cases(session: Session, site_code: str, case_ids: Sequence[str]) -> None:
    """Make these cases findable by applicant, numbers and item."""
    if not case_ids:
        return
    asked = {"site_code": site_code, "wanted": bulk.listed(session, case_ids)}
    rows = session.execute(_words_of_cases(bulk.dialect_of(session)), asked)
    tokens = {
        row.id: name_tokens(row.applicant_name)
        | number_tokens(row.case_no, row.applicant_phone, row.id_number or "")
        | number_tokens(row.external_no, row.township_no, row.district_no)
        | item_tokens(row.item_code, row.item_name)
        for row in rows.all()
    }
    search_index.index(session, search_index.CASE, site_code, tokens)


@cache
def _words_of_cases(dialect: str) -> Select[Any]:
    cases, people = ServiceCase.__table__, Villager.__table__
    whose = select(people.c.id_number).where(
        people.c.site_code == cases.c.site_code, people.c.id == cases.c.villager_id
    )
    return bulk.by_key(
        dialect,
        cases,
        cases.c.id,
        cases.c.id,
        cases.c.case_no,
        cases.c.applicant_name,
        cases.c.applicant_phone,
        cases.c.item_code,
        cases.c.item_name,
        cases.c.external_no,
        cases.c.township_no,
        cases.c.district_no,
        whose.scalar_subquery().label("id_number"),
    )


def index_villagers(session: Session, site_code: str, villager_ids: Sequence[str]) -> None:
    """Make these villagers findable by name, other names, ID number and phone; struck-out ones by nothing."""
    if not villager_ids:
        return
    asked = {"site_code": site_code, "wanted": bulk.listed(session, villager_ids)}
    rows = session.execute(_words_of_villagers(bulk.dialect_of(session)), asked)
    tokens = {
        row.id: frozenset()
        if row.struck_out_on
        else name_tokens(row.name).union(
            *(name_tokens(other) for other in row.other_names.split()),
            number_tokens(row.id_number, row.phone),
        )
        for row in rows.all()
    }
    search_index.index(session, search_index.VILLAGER, site_code, tokens)


@cache
def _words_of_villagers(dialect: str) -> Select[Any]:
    table = Villager.__table__
    return bulk.by_key(
        dialect,
        table,
        table.c.id,
        table.c.id,
        table.c.name,
        table.c.other_names,
        table.c.id_number,
        table.c.phone,
        table.c.struck_out_on,
    )
