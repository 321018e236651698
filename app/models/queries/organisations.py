"""Reading organisations: by credit code, by name, a page at a time, and their open cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.cases import OPEN_STATES, CaseState
from app.domain.organisations import OrganisationRow
from app.domain.rows import OpenDuplicate
from app.models.tables import CaseStatus, Organisation, ServiceCase


def by_id(session: Session, site_code: str, organisation_id: str) -> Organisation | None:
    """The organisation with this id."""
    return session.get(Organisation, (site_code, organisation_id))


def with_code(session: Session, site_code: str, credit_code: str) -> Organisation | None:
    """The organisation with this credit code; None for an empty one."""
    query = select(Organisation).where(
        Organisation.site_code == site_code, Organisation.credit_code == credit_code
    )
    return session.scalars(query.order_by(Organisation.id).limit(1)).first() if credit_code else None


def named(session: Session, site_code: str, name: str) -> Sequence[Organisation]:
    """The organisations of exactly this name, the first made first."""
    query = select(Organisation).where(Organisation.site_code == site_code, Organisation.name == name)
    return session.scalars(query.order_by(Organisation.id)).all()


def page(session: Session, words: str, limit: int, offset: int) -> tuple[tuple[OrganisationRow, ...], int]:
    """One page of the organisations whose name, contact, code or telephone holds every word; and how many."""
    query = select(Organisation)
    for word in words.split():
        parts = (Organisation.name, Organisation.contact, Organisation.credit_code, Organisation.phone)
        query = query.where(or_(*(part.icontains(word, autoescape=True) for part in parts)))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    found = session.scalars(query.order_by(Organisation.name, Organisation.id).limit(limit).offset(offset))
    return rows(session, found.all()), total


def rows(session: Session, organisations: Sequence[Organisation]) -> tuple[OrganisationRow, ...]:
    """Organisations as lists show them, each with its number of open cases."""
    found = session.execute(_cases_of([one.id for one in organisations]))
    is_open = {state.value for state in OPEN_STATES}
    open_cases = Counter(row.organisation_id for row in found if row.state in is_open)
    return tuple(
        OrganisationRow(
            one.id, one.name, one.credit_code, one.contact, one.phone, one.address, open_cases[one.id]
        )
        for one in organisations
    )


def case_keys(session: Session, site_code: str, organisation_id: str) -> list[tuple[str, str]]:
    """(site code, case id) of an organisation's cases, the newest first."""
    query = _cases_of([organisation_id]).where(ServiceCase.site_code == site_code)
    found = session.execute(query.order_by(ServiceCase.accepted_at.desc(), ServiceCase.id.desc()))
    return [(row.site_code, row.id) for row in found]


def open_duplicates(
    session: Session, site_code: str, organisation_ids: Sequence[str], item_code: str
) -> tuple[OpenDuplicate, ...]:
    """Open cases of these organisations and this item, the newest first."""
    query = _cases_of(organisation_ids).where(
        ServiceCase.site_code == site_code,
        ServiceCase.item_code == item_code,
        CaseStatus.state.in_([state.value for state in OPEN_STATES]),
    )
    found = session.execute(query.order_by(ServiceCase.accepted_at.desc()))
    return tuple(
        OpenDuplicate(row.case_no, row.item_name, CaseState(row.state), row.accepted_on) for row in found
    )


def _cases_of(organisation_ids: Sequence[str]) -> Select[*tuple[Any, ...]]:
    case, status = ServiceCase, CaseStatus
    columns = (case.site_code, case.id, case.case_no, case.item_name, case.accepted_on, case.organisation_id)
    return (
        select(*columns, status.state)
        .join(status, and_(status.site_code == case.site_code, status.case_id == case.id))
        .where(case.organisation_id.in_(organisation_ids), case.organisation_id != "")
    )
