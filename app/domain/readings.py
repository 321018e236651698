"""What a field must say so that every program can read it: words of closed lists, days of our calendars, shapes of documents.

A PC that was changed by hand, or a fault in a program, may send a value that its column holds and that nobody
can work with. Such a line is kept and answered ``bad-change``; were it let into the tables, a case that cannot
be added up would hold up everything behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from app.domain.batches import PersonStatus
from app.domain.calendar import calendar_from_document
from app.domain.case_events import EVENT_FIELDS
from app.domain.cases import CaseEventKind, CaseKind, CaseState, MaterialForm, ServiceMode, Tier
from app.domain.deadlines import LONGEST_DAYS
from app.domain.inquiries import InquiryOutcome
from app.domain.mandates import SignedHow
from app.domain.requests import Agency, Help, Origin, Urgency
from app.domain.reservations import ReservedFor
from app.errors import Refusal

FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2199, 12, 31)
"""Of births and of everything else; a day beyond them is no day that anybody meant."""
LONGEST_INSTANT = 24
_FIRST_CASE, _LAST_CASE = date(2000, 1, 1), date(2100, 12, 31)

Fits = Callable[[Any], bool]


def is_day(value: object) -> bool:
    """A calendar day as ISO text, from 1800 to 2199."""
    return _is_day_between(value, FIRST_DAY, LAST_DAY)


def is_instant(value: object) -> bool:
    """An instant in UTC as text, of the same years."""
    if not isinstance(value, str) or len(value) > LONGEST_INSTANT or not value.endswith("Z"):
        return False
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return False
    return FIRST_DAY.year <= at.year <= LAST_DAY.year


def is_event_data(value: object) -> bool:
    """What an event says: an object whose known fields are of their kind; fields of newer programs may be anything."""
    if not isinstance(value, dict):
        return False
    kinds = _event_kinds()
    return all(name not in kinds or kinds[name](said) for name, said in value.items())


def reading(record_type: str, field: str) -> Fits | None:
    """Whether a value of this field can be read, beyond what its column asks; None where that is all."""
    return _READINGS.get((record_type, field))


def words(record_type: str, field: str) -> frozenset[str]:
    """The words of the closed list that a field is chosen from; none where it is written."""
    return frozenset(str(word) for word in _WORDS.get((record_type, field), ()))


def _is_day_between(value: object, first: date, last: date) -> bool:
    """Only as we write days: stored ones are compared as text."""
    if not isinstance(value, str):
        return False
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return False
    return first <= day <= last and day.isoformat() == value


def _is_case_day(value: object) -> bool:
    return _is_day_between(value, _FIRST_CASE, _LAST_CASE)


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= LONGEST_DAYS


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _are_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_year(value: object) -> bool:
    try:
        return isinstance(value, str) and calendar_from_document(value) is not None
    except Refusal:
        return False


def _one_of(words: Iterable[str]) -> Fits:
    known = frozenset(str(word) for word in words)
    return lambda value: isinstance(value, str) and value in known


_KINDS: Mapping[str, Fits] = {
    "text": _is_text,
    "list": _are_texts,
    "date": is_day,
    "int": _is_count,
    "bool": _is_flag,
}


@cache
def _event_kinds() -> Mapping[str, Fits]:
    """By name, whatever the event: a name that is chosen from a list in one event and written in another is a text."""
    fields = [field for of_event in EVENT_FIELDS.values() for field in of_event]
    choices: dict[str, set[str]] = {}
    for field in fields:
        if field.choices:
            choices.setdefault(field.name, set()).update(field.choices)
    chosen = {name: _one_of(words) for name, words in choices.items()}
    return chosen | {field.name: _KINDS[field.type] for field in fields if field.type != "choice"}


_WORDS: Mapping[tuple[str, str], Iterable[str]] = {
    ("case", "kind"): CaseKind,
    ("case", "mode"): ServiceMode,
    ("case", "item_tier"): Tier,
    ("case", "origin"): Origin,
    ("case", "urgency"): Urgency,
    ("case", "agency"): Agency,
    ("case", "help"): Help,
    ("case_event", "event"): CaseEventKind,
    ("case_event", "from_state"): ("", *CaseState),
    ("case_event", "by_tier"): Tier,
    ("material", "form"): MaterialForm,
    ("task", "tier"): Tier,
    ("batch_person", "status"): PersonStatus,
    ("inquiry", "outcome"): InquiryOutcome,
    ("mandate", "signed_how"): SignedHow,
    ("reserved_number", "purpose"): ReservedFor,
    ("appointment", "mode"): ServiceMode,
    ("appointment", "status"): ("booked", "kept", "missed", "cancelled"),
    ("seal_request", "status"): ("waiting", "sealed", "not_needed"),
    ("power_grant", "from_tier"): Tier,
    ("power_grant", "to_tier"): Tier,
    ("catalogue", "published_by"): Tier,
    ("transfer_list", "direction"): ("up", "down"),
}
_READINGS: Mapping[tuple[str, str], Fits] = {
    ("case", "accepted_on"): _is_case_day,
    ("case", "promised_days"): _is_count,
    ("case", "department_days"): _is_count,
    ("case", "statutory_days"): _is_count,
    ("case", "transport_days"): _is_count,
    ("case_event", "data"): is_event_data,
    ("task", "working_days"): _is_count,
    ("transfer_list", "rows"): _are_objects,
    ("working_year", "document"): _is_year,
} | {field: _one_of(words) for field, words in _WORDS.items()}
