"""Giving case numbers: the next of the day on this PC, kept in the transaction that uses it."""

from __future__ import annotations

from app import keystore
from app.clock import today
from app.domain import case_numbers
from app.models import local_store
from app.models.queries import number_traces
from app.models.unit_of_work import UnitOfWork
from app.services.desk import Desk


def next_numbers(work: UnitOfWork, desk: Desk, count: int) -> tuple[str, ...]:
    """The next ``count`` numbers of the day.

    The PC code is read afresh: another window may have enrolled meanwhile. A code that begins its day here
    goes on behind every number of that day that the records know of, whichever PC gave it.
    """
    day = today(desk.clock)
    pc_code = keystore.read_identity(desk.register.home).pc_code
    site_code = desk.register.site_code
    last = local_store.last_sequence(work.session, day, pc_code)
    last = last or number_traces.last_sequence(work.session, site_code, day, pc_code)
    given = []
    for _ in range(count):
        number = case_numbers.next_number(site_code, day, pc_code, last)
        last = number.sequence
        given.append(str(number))
    local_store.keep_sequence(work.session, day, pc_code, last)
    return tuple(given)


def next_number(work: UnitOfWork, desk: Desk) -> str:
    """The next number of the day."""
    return next_numbers(work, desk, 1)[0]
