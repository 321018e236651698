"""Changing this PC's keys, when somebody may have seen the old ones or a rule asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class KeysChanged:
    """The short names (printed on every slip) of the key before and of the one from now on."""

    before: str
    now: str


def rotate(desk: Desk) -> KeysChanged:
    """New keys for this PC; papers signed before still prove true. The township learns of it with the next sync or stick.

    Refusal ``repair`` while the register is becoming another one.
    """
    from sync.client import rotating

    before = desk.register.identity.key_id
    now = rotating.rotate(desk.register, desk.actor.agent_id, desk.clock)
    return KeysChanged(before, now.key_id)
