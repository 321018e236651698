"""The working-day calendar in force: the years shipped with the program, overlaid by what was published."""

from __future__ import annotations

from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import assets
from app.domain.calendar import WorkingCalendar, YearTable, calendar_from_document, calendar_of
from app.models.tables import WorkingYear


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
    query = (
        select(WorkingYear.document)
        .where(WorkingYear.site_code == site_code)
        .order_by(WorkingYear.published_at)
    )
    return calendar_of([*_shipped_years(), *map(calendar_from_document, session.scalars(query))])
