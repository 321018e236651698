"""补录: an entry of the old paper book, with its book and page and its own dates; it stands in no rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.cases import CaseKind, CaseState


@dataclass(frozen=True, slots=True)
class OldBookEntry:
    """One line of the book as it is copied. ``completed_on`` None: the case is still open.

    ``item`` is a catalogue code or name, or the book's own words for what is in no catalogue now; ``promised_on``
    None takes the item's days. ``handler`` is an agent's id or name, "" where nobody of now had it. Dates local.
    """

    book_no: str
    page_no: str
    name: str
    item: str
    accepted_on: date
    line_no: str = ""
    id_number: str = ""
    phone: str = ""
    group: str = ""
    villager_id: str = ""
    kind: CaseKind | None = None
    promised_on: date | None = None
    completed_on: date | None = None
    result: str = ""
    delivered_on: date | None = None
    to_whom: str = ""
    handler: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OldBookEntered:
    """Fact: an entry is on disk. ``page_no`` as kept: ``12``, or ``12-3`` for its third line."""

    case_id: str
    case_no: str
    villager_id: str
    page_no: str
    state: CaseState
