"""Who may see a complaint: never the agent it concerns, and nobody who did not say who looks."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.domain.cases import CaseEventKind
from app.models.queries import Session
from app.models.tables import CaseEvent, Complaint, ServiceCase


def may_see(about_agent: str, viewer: str) -> bool:
    """Whether ``viewer`` may see a complaint about this agent ("" = about the room)."""
    return bool(viewer) and about_agent != viewer


def hidden_events(
    session: Session, case: ServiceCase, events: Iterable[CaseEvent], viewer: str
) -> Collection[str]:
    """The ids of a case's complaints that ``viewer`` may not see; one of an older version concerns the handler."""
    hidden = set()
    for event in events:
        if event.event != CaseEventKind.COMPLAINED:
            continue
        complaint = _complaint(session, case, event)
        about = case.handler if complaint is None else complaint.about_agent
        if not may_see(about, viewer):
            hidden.add(event.id)
    return hidden


def _complaint(session: Session, case: ServiceCase, event: CaseEvent) -> Complaint | None:
    complaint_id = str(event.data.get("complaint_id", ""))
    return session.get(Complaint, (case.site_code, complaint_id)) if complaint_id else None
