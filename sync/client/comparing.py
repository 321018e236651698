"""Comparing this room's records with the township's after a pass, and mending what differs (design: sync 17)."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.models import digests, ghost_records, mending, outbox
from app.models.digests import Digest, RecordKey
from app.models.feed import TOWNSHIP
from app.models.register import Register
from app.models.tables import ReceivedLine, SyncState
from sync.protocol.answers import Answer
from sync.protocol.digests import MOST_RECORDS, Question, seal_question
from sync.protocol.single_words import word_header

Ask = Callable[[bytes], Answer | None]
"""Sends a signed question and gives the township's signed answer, None where none came."""

Compared = tuple[int, bool | None]
"""(feed number, whether both had the same there)."""

log = logging.getLogger(__name__)
_TAIL = re.compile(r"[0-9a-f]{2}\Z")


def is_known_same(answer: Answer, state: SyncState, last_seq: int, counted: Callable[[], Digest]) -> bool:
    """Whether both were found to hold the same and nothing came or was written since: nothing is to be compared."""
    was_same = state.digest_ok and state.digest_n == answer.digest_n == state.feed_n
    if not (answer.digest and was_same and state.acked_seq == last_seq):
        return False
    found = counted()
    return found.upto == state.feed_n and found.root == answer.digest


def compare(register: Register, answer: Answer, ask: Ask) -> bool | None:
    """Whether both hold the same records, mended where they did not; None where that cannot be said now."""
    if not answer.digest:
        return None
    mine, known = _counted(register, answer)
    if mine is None:
        return None
    same = mine.root == answer.digest
    if not same:
        same = _mend(register, mine, ask)
    if known != (mine.upto, same):
        _remember(register, mine.upto, same=same)
    return same


def _counted(register: Register, answer: Answer) -> tuple[Digest | None, Compared]:
    """Our own count at the township's feed number, and what was found last.

    None while something is only here or still to be counted.
    """
    site_code, own = register.site_code, register.identity.replica_id
    with register.reading() as session:
        state = session.get_one(SyncState, TOWNSHIP)
        known = (state.digest_n, state.digest_ok)
        found = digests.kept(session, site_code)
        is_behind = state.feed_n != answer.digest_n or state.acked_seq != outbox.last_seq(
            session, site_code, own
        )
        if is_behind or ghost_records.of(session):
            return None, known
        if found.upto == state.feed_n:
            return found, known
    with register.writing() as session:
        state = session.get_one(SyncState, TOWNSHIP)
        if state.acked_seq != outbox.last_seq(session, site_code, own):
            return None, known  # somebody has just written something
        found = digests.count(session, ReceivedLine, site_code, state.feed_n)
        session.commit()
    return found if found.upto == answer.digest_n else None, known


def _mend(register: Register, mine: Digest, ask: Ask) -> bool:
    """Fold again on both sides what the two see differently; whether that made them equal."""
    told = ask(_sealed(register, Question(mine.upto, mine.buckets.hex())))
    if told is None or told.code != "ok":
        return False
    records = _different(register, told)
    with register.writing() as session:
        mending.mend(session, register, register.site_code, records)
        now = digests.recount(session, register.site_code, records)
        session.commit()
    log.warning("records differed from the township's and were folded again: %d", len(records))
    again = ask(_sealed(register, Question(now.upto, now.buckets.hex(), records[:MOST_RECORDS])))
    return again is not None and again.code == "ok" and again.digest == now.root


def _different(register: Register, told: Answer) -> tuple[RecordKey, ...]:
    said = [one for one in told.records if _TAIL.search(one[1])]  # anything else is no record's id
    theirs = {(word, rec): digest for word, rec, digest in said if word}
    tails = {int(rec[-2:], 16) for _word, rec, _digest in said}
    with register.reading() as session:
        mine = digests.records_in(session, register.site_code, sorted(tails))
    return tuple(sorted(key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)))


def _remember(register: Register, n: int, *, same: bool) -> None:
    with register.writing() as session:
        state = session.get_one(SyncState, TOWNSHIP)
        state.digest_n, state.digest_ok = n, same
        session.commit()


def _sealed(register: Register, question: Question) -> bytes:
    identity = register.identity
    with register.reading() as session:
        server_id = session.get_one(SyncState, TOWNSHIP).server_replica_id
    header = word_header(identity.replica_id, server_id, identity.site_code)
    return seal_question(header, question, Ed25519PrivateKey.from_private_bytes(register.keys.signing))
