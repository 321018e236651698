"""The working-day calendar in force: the years shipped with the program, overlaid by what was published."""

from __future__ import annotations

from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import assets
from app.domain.calendar import WorkingCalendar, YearTable, calendar_from_document
from app.models.tables import WorkingYear


@cache
def _shipped_years() -> tuple[YearTable, ...]:
    """The packaged year tables never change while the program runs."""
    documents = sorted(assets.path("calendar").glob("*.json"))
    return tuple(calendar_from_document(assets.text("calendar", file.name)) for file in documents)


def shipped_calendar() -> WorkingCalendar:
    """The calendar before any register is open."""
    return WorkingCalendar({table.year: table for table in _shipped_years()})


def working_calendar(session: Session, site_code: str) -> WorkingCalendar:
    """The calendar of a site: a published year of the site's feed replaces the shipped one."""
    years = {table.year: table for table in _shipped_years()}
    query = (
        select(WorkingYear.document)
        .where(WorkingYear.site_code == site_code)
        .order_by(WorkingYear.published_at)
    )
    for document in session.scalars(query):
        table = calendar_from_document(document)
        years[table.year] = table
    return WorkingCalendar(years)
