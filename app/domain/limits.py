"""A case's limit as it stands now: the promise, moved only by days that do not count and by extensions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import WorkingCalendar
from app.domain.case_states import FoldedCase
from app.domain.cases import OPEN_STATES, CaseState
from app.domain.deadlines import LONGEST_DAYS, binding_date, last_day, working_days_left


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised at acceptance. ``promised_on`` is None where the limit had not begun (补办件).

    ``same_day``: the case's catalogue counts the day of acceptance as the first.
    """

    accepted_on: date
    days: int
    promised_on: date | None
    same_day: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """An approved extension: to a day, or by working days (the other is None or 0)."""

    until_on: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Limit:
    """``due_on`` is None while the limit stands still or the case has ended; ``yellow_on`` first yellow day."""

    due_on: date | None
    provisional: bool = False
    yellow_on: date | None = None


STANDING = Limit(None)


def limit_of(
    promise: Promise, folded: FoldedCase, extensions: Iterable[Extension], calendar: WorkingCalendar
) -> Limit:
    """The limit that binds now (domain: "Deadlines").

    A printed promise never moves later because a year's table came: the earlier date binds, also after a
    pause or an extension. Completed cases keep the limit they were measured against; withdrawn, declined and
    voided ones have none.
    """
    ended = folded.state in (CaseState.WITHDRAWN, CaseState.DECLINED, CaseState.VOIDED)
    if folded.state is None or ended or (folded.stopped_since and folded.state in OPEN_STATES):
        return STANDING
    longer = list(extensions)
    counted = binding_days(promise, folded, calendar) + sum(extension.days for extension in longer)
    counted = min(counted, LONGEST_DAYS)  # two PCs may each have extended it far
    due_on, provisional = last_day(
        promise.accepted_on, counted, calendar, folded.stopped, same_day=promise.same_day
    )
    if promise.promised_on is not None and not folded.stopped and not longer:
        due_on = binding_date(promise.promised_on, due_on)
    for extension in longer:
        if extension.until_on is not None:
            due_on = max(due_on, extension.until_on)
    return Limit(due_on, provisional, first_yellow_day(due_on, max(promise.days, counted), calendar))


def binding_days(promise: Promise, folded: FoldedCase, calendar: WorkingCalendar) -> int:
    """The working days of the promise by today's calendar: fewer where its printed date turned out earlier."""
    if promise.promised_on is None:
        return promise.days
    late = max(0, working_days_left(promise.promised_on, recomputed(promise, folded, calendar), calendar))
    return max(0, promise.days - late)


def recomputed(promise: Promise, folded: FoldedCase, calendar: WorkingCalendar) -> date:
    """The day the promise would be given for now: a 补办件 after its first wait, any other without a stop."""
    first = folded.stopped[:1] if folded.waited_first else ()
    return last_day(promise.accepted_on, promise.days, calendar, first, same_day=promise.same_day)[0]


def first_yellow_day(due_on: date, limit_days: int, calendar: WorkingCalendar) -> date:
    """The first day with one working day or 20 % of the limit left, whichever is more (``deadlines.light``)."""
    allowed = max(1, limit_days // 5)
    day, left = due_on, 0
    while left + calendar.works(day) <= allowed:
        left += calendar.works(day)
        day -= timedelta(1)
    return day
