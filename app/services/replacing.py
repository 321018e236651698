"""A new PC takes a dead one's place: it enrols, pulls the room's whole register, and numbers under a code of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.clock import Clock
from app.domain.invitations import read_invitation
from app.models import outbox
from app.models.queries import number_traces
from app.models.register import Register
from app.models.tables import Agent
from app.services import agents, rooms

GIVE_UP_S = 30.0

Told = Callable[[int, int], None]
"""Hears how many lines of how many are here; may raise to stop, and everything that came stays."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """The room as the township knew it. ``last_case_no``: its newest case, of which paper may know a later one."""

    room: str
    lines: int
    cases: int
    last_case_no: str
    last_accepted_on: date | None
    pc_code: str


def begin(
    home: Path, room_code: str, url: str, code: str, clock: Clock, *, passphrase: str | None
) -> Register:
    """An enrolled register in ``home`` with nothing of the room in it yet; ``pull`` brings that.

    Refusals: as ``rooms.set_up_replacement``, ``read_invitation`` and ``sync.client.enrolling``; then nothing
    is left in ``home`` and the code can be used again.
    """
    from sync.client import enrolling

    invitation = read_invitation(url, code)

    def join(register: Register) -> None:
        enrolling.enrol(register, invitation.url, invitation.code)

    return rooms.set_up_replacement(home, room_code, clock, join, passphrase=passphrase)


def pull(register: Register, clock: Clock, told: Told, *, give_up_s: float = GIVE_UP_S) -> CameBack:
    """Bring the room's whole register here, from wherever it was left; then it is open like any other.

    Refusals: as ``sync.client.passes.sync_once``, and whatever ``told`` raises: all that came stays, and the
    next ``pull`` goes on behind it.
    """
    from sync.client import passes

    passes.sync_once(register, clock, give_up_s=give_up_s, told=told)
    if not agents.tiles(register):
        _write_first_agent(register, clock)
    rooms.taken_over(register)
    return came_back(register)


def came_back(register: Register) -> CameBack:
    """What stands in the register now."""
    with register.reading() as session:
        cases, newest = number_traces.newest_case(session, register.site_code)
        state = outbox.township_of(session)
    return CameBack(
        room=rooms.room(register).name,
        lines=state.feed_n if state else 0,
        cases=cases,
        last_case_no=newest[0] if newest else "",
        last_accepted_on=newest[1] if newest else None,
        pc_code=register.identity.pc_code,
    )


def _write_first_agent(register: Register, clock: Clock) -> None:
    """A room that had never sent anything: somebody must be able to sign in."""
    with register.write("", clock) as work:
        work.add(Agent(name=rooms.FIRST_AGENT))
        work.commit()
