"""Due dates explained day by day, with or without a register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain import deadlines
from app.domain.deadlines import DayLine
from app.models.calendars import shipped_calendar, working_calendar
from app.models.register import Register


@dataclass(frozen=True, slots=True)
class DeadlineExplained:
    """``days`` is the arithmetic from the day of acceptance (day 0) to the due day."""

    due_on: date
    provisional: bool
    days: tuple[DayLine, ...]


def explain(register: Register | None, accepted_on: date, days: int) -> DeadlineExplained:
    """The last day of a promise of ``days`` working days; Refusal on ``days`` or ``accepted_on``.

    The register's published years count; without one the shipped ones.
    """
    if register is None:
        calendar = shipped_calendar()
    else:
        with register.reading() as session:
            calendar = working_calendar(session, register.site_code)
    found = deadlines.due(accepted_on, days, calendar)
    return DeadlineExplained(found.due_on, found.provisional, found.lines)
