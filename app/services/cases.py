"""Cases at the counter: accept, see beforehand, record a step, show one, list many."""

from __future__ import annotations

from app.domain.case_events import EVENT_FIELDS, EventField
from app.domain.cases import CaseEventKind
from app.services.acceptance import AcceptPreview, accept, preview
from app.services.case_pages import CasePage, page
from app.services.case_reading import show
from app.services.case_steps import record
from app.services.platform_entry import not_entered, platform_fields, set_external_no

__all__ = [
    "AcceptPreview",
    "CasePage",
    "accept",
    "event_fields",
    "not_entered",
    "page",
    "platform_fields",
    "preview",
    "record",
    "set_external_no",
    "show",
]


def event_fields() -> dict[CaseEventKind, tuple[EventField, ...]]:
    """Every step with the fields that must or may be said with it."""
    return dict(EVENT_FIELDS)
