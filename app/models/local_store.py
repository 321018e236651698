"""What stays on this PC and is never sent: half-filled pages, habits, PIN hashes, the day's last number."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.models.tables import AgentPin, Draft, NumberCounter, Preference

_PREFERENCE = select(Preference.__table__.c.value).where(Preference.__table__.c.name == bindparam("name"))
"""Asked in every sync: put together once."""


def keep_draft(session: Session, page: str, agent_id: str, body: dict[str, Any], at: datetime) -> None:
    """Keep a page's half-filled fields, replacing what was kept of it before."""
    session.merge(Draft(page=page, agent_id=agent_id, body=body, kept_at=at))


def kept_draft(session: Session, page: str, agent_id: str) -> dict[str, Any] | None:
    """The half-filled fields of a page, or None."""
    draft = session.get(Draft, (page, agent_id))
    return None if draft is None else dict(draft.body)


def drop_draft(session: Session, page: str, agent_id: str) -> None:
    """Forget a page's half-filled fields."""
    draft = session.get(Draft, (page, agent_id))
    if draft is not None:
        session.delete(draft)


def preference(session: Session, name: str) -> tuple[bool, Any]:
    """(whether it was ever put, its value)."""
    row = session.execute(_PREFERENCE, {"name": name}).one_or_none()
    return (False, None) if row is None else (True, row.value)


def put_preference(session: Session, name: str, value: Any) -> None:
    """Keep a habit of this PC; ``value`` is anything JSON has."""
    session.merge(Preference(name=name, value=value))


def pin_of(session: Session, agent_id: str) -> AgentPin | None:
    """The agent's PIN record on this PC; changes to it are kept when the session commits."""
    return session.get(AgentPin, agent_id)


def put_pin(session: Session, agent_id: str, salt: str, digest: str) -> None:
    """A new PIN hash; misses start again from none."""
    session.merge(AgentPin(agent_id=agent_id, salt=salt, digest=digest, missed=0, locked_until=None))


def drop_pin(session: Session, agent_id: str) -> None:
    """No PIN any more on this PC: the next sign-in sets one."""
    found = pin_of(session, agent_id)
    if found is not None:
        session.delete(found)


def last_sequence(session: Session, day: date, pc_code: str) -> int:
    """The last case sequence given on this day by this PC code, 0 before the first."""
    counter = session.get(NumberCounter, (day, pc_code))
    return 0 if counter is None else counter.last


def last_numbers(session: Session, day: date) -> tuple[tuple[str, int], ...]:
    """(PC code, last sequence) of every PC code that gave numbers here on this day."""
    counter = NumberCounter
    rows = session.execute(select(counter.pc_code, counter.last).where(counter.day == day))
    return tuple(sorted((code, last) for code, last in rows))


def keep_sequence(session: Session, day: date, pc_code: str, sequence: int) -> None:
    """Move the day's counter; it stands or falls with the transaction that gives the number."""
    session.merge(NumberCounter(day=day, pc_code=pc_code, last=sequence))
