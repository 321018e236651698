"""Half-filled pages, kept at every key press, so that a power cut costs nothing."""

from __future__ import annotations

from typing import Any

from app.clock import Clock, SystemClock
from app.models import local_store
from app.models.register import Register


def keep(
    register: Register, page: str, agent_id: str, body: dict[str, object], clock: Clock | None = None
) -> None:
    """Keep the fields of ``page`` for this agent; ``body`` is anything JSON has. On disk when it returns."""
    at = (clock or SystemClock()).now()
    with register.writing() as session:
        local_store.keep_draft(session, page, agent_id, body, at)
        session.commit()


def kept(register: Register, page: str, agent_id: str) -> dict[str, Any] | None:
    """The fields kept of ``page`` for this agent, or None."""
    with register.reading() as session:
        return local_store.kept_draft(session, page, agent_id)


def drop(register: Register, page: str, agent_id: str) -> None:
    """Forget them: the page was saved, or emptied by its agent."""
    with register.writing() as session:
        local_store.drop_draft(session, page, agent_id)
        session.commit()
