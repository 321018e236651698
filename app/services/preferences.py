"""Habits of this PC, never sent anywhere: text size, theme, printer of a paper, minutes until the lock."""

from __future__ import annotations

from typing import Any

from app.models import local_store
from app.models.register import Register


def get(register: Register, name: str, default: Any = None) -> Any:
    """The habit called ``name``, or ``default`` where it was never put."""
    with register.reading() as session:
        known, value = local_store.preference(session, name)
    return value if known else default


def put(register: Register, name: str, value: Any) -> None:
    """Keep a habit; ``value`` is anything JSON has, ``name`` at most 64 characters."""
    with register.writing() as session:
        local_store.put_preference(session, name, value)
        session.commit()
