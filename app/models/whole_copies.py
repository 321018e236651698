"""Backups of a register's file: copied while in use, proved whole, and given to a new owner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.errors import Refusal
from app.ids import new_record_id
from app.models import outbox
from app.models.chain import ZERO, link
from app.models.copies import copy_file
from app.models.engine import READ_CACHE_KB, connector, refusal_of
from app.models.register import Register
from app.models.reissue import reissue
from app.models.tables import SlipKey
from app.models.unit_of_work import UnitOfWork


def copy_proved(source: Path, key: bytes, target: Path) -> None:
    """Copy the register at ``source`` to ``target`` and prove the copy; refusals ``disk``, ``disk-full``, ``damaged``."""
    from sqlcipher3 import dbapi2

    try:
        copy_file(source, key, target)
    except dbapi2.DatabaseError as error:
        raise refusal_of(error) from error
    prove(target, key)


def prove(file: Path, key: bytes) -> None:
    """Every page authentic, every structure whole, the journal's chain unbroken; else Refusal ``damaged``."""
    from sqlcipher3 import dbapi2

    connection = connector(file, key, READ_CACHE_KB, query_only=True)()
    try:
        bad_pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        answers = [row[0] for row in connection.execute("PRAGMA quick_check").fetchall()]
        if bad_pages or answers != ["ok"] or not _chain_holds(connection):
            raise _damaged()
    except dbapi2.DatabaseError as error:
        raise _damaged() from error
    finally:
        connection.close()


def _chain_holds(connection: Any) -> bool:
    """Whether each site's journal is unbroken; the chain begins anew where the register took a new identity."""
    site, writer, prev = "", "", ZERO
    above = bool(connection.execute("SELECT count(*) FROM server_epoch").fetchone()[0])
    rows = connection.execute("SELECT site_code, replica_id, raw, hash FROM journal ORDER BY site_code, n")
    for site_code, replica_id, raw, stored in rows:
        if site_code != site or (not above and replica_id != writer):
            prev = ZERO
        prev, site, writer = link(prev, replica_id, raw), site_code, replica_id
        if prev != stored:
            return False
    return True


def _damaged() -> Refusal:
    return Refusal(
        "登记簿的副本不完整或有损坏，没有使用它；原来的登记簿没有改动。请换一份备份。", code="damaged"
    )


def begin_anew(work: UnitOfWork, public_key: bytes, key_id: str) -> None:
    """A register that was put back belongs to a new replica: its slip key is added, its enrolment forgotten.

    How far the township's feed was taken in stays true: those lines are here. What this replica sent is
    nothing yet; what the former one had not been acknowledged is written again.
    """
    state = outbox.township_of(work.session)
    acknowledged = state.acked_seq if state is not None else 0
    identity = work.identity
    reissue(work.session, identity.site_code, identity.replica_id, acknowledged)
    if state is not None:
        state.url, state.certificate_pin = "", ""
        state.acked_seq = state.applied_seq = 0
        state.last_contact, state.server_offset_ms = None, 0
    work.add(
        SlipKey(id=new_record_id(), key_id=key_id, public_key=public_key.hex(), made_at=work.clock.now())
    )


def head_of(register: Register) -> tuple[int, bytes]:
    """(number of our own last line, chain there): what an anchor keeps."""
    with register.reading() as session:
        last = outbox.last_seq(session, register.site_code, register.identity.replica_id)
        return last, outbox.chain_at(session, register.site_code, register.identity.replica_id, last) or ZERO


def chain_at(register: Register, seq: int) -> bytes | None:
    """The chain of our own lines after line ``seq``, None where we never wrote it."""
    with register.reading() as session:
        return outbox.chain_at(session, register.site_code, register.identity.replica_id, seq)
