"""The working-day calendar in force: the years shipped with the program, overlaid by what was published."""

from __future__ import annotations

from functools import cache

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app import assets
from app.domain.calendar import WorkingCalendar, YearTable, calendar_from_document, calendar_of
from app.models.tables import WorkingYear

_YEARS = WorkingYear.__table__.c
_PUBLISHED = (
    select(_YEARS.document).where(_YEARS.site_code == bindparam("site_code")).order_by(_YEARS.published_at)
)
"""Asked for every batch that is folded: put together once."""


@cache
def _shipped_years() -> tuple[YearTable, ...]:
    """The packaged year tables never change while the program runs."""
    documents = sorted(assets.path("calendar").glob("*.json"))
    return tuple(calendar_from_document(assets.text("calendar", file.name)) for file in documents)


def shipped_calendar() -> WorkingCalendar:
    """The calendar before any register is open."""
    return calendar_of(_shipped_years())


def working_calendar(session: Session, site_code: str) -> WorkingCalendar:
    """The calendar of a site: a published year of the site's feed replaces the shipped one."""
    documents = session.execute(_PUBLISHED, {"site_code": site_code}).scalars()
    return calendar_of([*_shipped_years(), *map(calendar_from_document, documents)])
