"""Case numbers that were given before, as the records tell: none of them may ever be given again."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import case_numbers
from app.errors import Refusal
from app.models.tables import ReservedNumber, ServiceCase

_CODE_AT, _CODE_LENGTH = 15, 2
"""Where the PC code stands in a number, counted from 1."""
_HOLDERS = (ServiceCase, ReservedNumber)


def last_sequence(session: Session, site_code: str, day: date, pc_code: str) -> int:
    """The highest sequence of the day under this PC code among cases and reserved slips; 0 where there is none."""
    prefix = f"{site_code[-6:]}-{day:%y%m%d}-{pc_code}-"
    return max(
        (
            _sequence(number)
            for holder in _HOLDERS
            for number in session.scalars(
                select(holder.case_no).where(
                    holder.site_code == site_code,
                    holder.case_no >= prefix,  # so that the index serves
                    holder.case_no < f"{prefix}Z",
                    holder.case_no.startswith(prefix),
                )
            )
        ),
        default=0,
    )


def pc_codes(session: Session, site_code: str) -> set[str]:
    """Every PC code that stands in a number of the site."""
    found: set[str] = set()
    for holder in _HOLDERS:
        code = func.substr(holder.case_no, _CODE_AT, _CODE_LENGTH)
        found |= set(session.scalars(select(code).where(holder.site_code == site_code).distinct()))
    return found & set(case_numbers.PC_CODES)


def newest_case(session: Session, site_code: str) -> tuple[int, tuple[str, date] | None]:
    """How many cases the site has, and number and day of the one accepted last; None where there is none."""
    mine = ServiceCase.site_code == site_code
    count = session.scalar(select(func.count()).select_from(ServiceCase).where(mine)) or 0
    query = select(ServiceCase.case_no, ServiceCase.accepted_on).where(mine)
    newest = session.execute(query.order_by(ServiceCase.accepted_at.desc(), ServiceCase.id.desc()).limit(1))
    found = newest.first()
    return count, (found.case_no, found.accepted_on) if found else None


def _sequence(number: str) -> int:
    try:
        return case_numbers.parse(number).sequence
    except Refusal:  # of another form: an old book's, which nobody numbers on
        return 0
