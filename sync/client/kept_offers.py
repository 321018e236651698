"""What a server that was put back asked to be offered by stick: kept from one stick to the next (sync 10, 13)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.models import local_store
from app.models.register import Register


def kept(register: Register, name: str) -> Sequence[Any] | None:
    """First the feed number behind which lines are to be offered, last the server's life that has ended."""
    with register.reading() as session:
        offer: Sequence[Any] | None = local_store.preference(session, name)[1]
    return offer


def keep(register: Register, name: str, offer: Sequence[Any] | None) -> None:
    """Keep it under ``name``; None: nothing more is to be offered."""
    if offer is None and kept(register, name) is None:
        return
    with register.writing() as session:
        local_store.put_preference(session, name, offer)
        session.commit()


def forget(register: Register, name: str, epoch: str) -> None:
    """All is well again; an answer of the life before, still on the stick, says nothing of that."""
    offer = kept(register, name)
    if offer is not None and epoch != offer[-1]:
        keep(register, name, None)
