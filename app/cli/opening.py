"""Opening the room for one command, and knowing who acts."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from app.clock import Clock, SystemClock
from app.domain import text
from app.domain.rows import Actor
from app.errors import Refusal
from app.keystore.environment import (
    PASSPHRASE_VARIABLE,
    RECOVERY_VARIABLE,
    passphrase_given,
    recovery_key_given,
)
from app.models.register import Register
from app.services import agents, rooms
from app.services.desk import Desk

PIN = "DAIBAN_PIN"
VARIABLES = {
    "passphrase-needed": f"命令行从环境变量 {PASSPHRASE_VARIABLE} 读取口令。",
    "recovery-key-needed": f"命令行从环境变量 {RECOVERY_VARIABLE} 读取恢复密钥。",
}
"""What is wanted, and where this program takes it from."""


@contextmanager
def naming_the_variable() -> Iterator[None]:
    """Where a passphrase or a recovery key is wanted, say where this program takes it from."""
    try:
        yield
    except Refusal as refusal:
        if refusal.code not in VARIABLES:
            raise
        raise Refusal(
            f"{refusal.sentence}{VARIABLES[refusal.code]}",
            field=refusal.field,
            code=refusal.code,
        ) from refusal


@contextmanager
def opened(asked: Namespace) -> Iterator[Desk]:
    """The desk in the room of ``--home``, with the agent of ``--as``; closed afterwards."""
    with naming_the_variable():
        register = rooms.open_room(asked.home, passphrase=recovery_key_given() or passphrase_given())
    try:
        clock = SystemClock()
        yield Desk(register, actor(register, asked.acting, clock), clock)
    finally:
        register.close()


def actor(register: Register, name: str, clock: Clock) -> Actor:
    """The named agent, his PIN proved where he has one; without a name the room's first agent."""
    if not name:
        return agents.first_actor(register)
    wanted = text.clean(name)
    tile = next((tile for tile in agents.tiles(register) if tile.name == wanted), None)
    if tile is not None and not tile.has_pin:
        return Actor(tile.agent_id, tile.name, tile.post)
    pin = os.environ.get(PIN, "")
    if tile is not None and not pin:
        raise Refusal(
            f"“{wanted}”设了口令。请把口令放在环境变量 {PIN} 里再试。", field="pin", code="wrong-pin"
        )
    return agents.actor_named(register, wanted, pin, clock)
