"""Under which key a room's PC may say what: its key at each line of its own log (design: sync 9.5)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.errors import Refusal
from app.models.lines import decode
from app.models.tables import Carrier, JournalLine
from sync.protocol import key_changes
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Header, Kind
from sync.server import incidents, lower_keys
from sync.server.tables import FormerKey, KnownReplica

ENTRY = "slip_key"


def key_for(session: Session, replica: KnownReplica, header: Header, wire: bytes) -> bytes:
    """The public key that an envelope of this PC must be signed with.

    A batch counts under the key of its lines' place in the log, so that what was written before a change may still
    arrive; under a former key nothing new can be said. Raises EnvelopeRefused ``bad-signature``.
    """
    if header.kind is not Kind.PUSH:
        return bytes.fromhex(replica.signing_public)
    if session.get(Carrier, replica.replica_id) is not None:
        return lower_keys.key_of_carrier(session, replica, header, wire)
    former = session.scalars(
        select(FormerKey)
        .where(FormerKey.replica_id == replica.replica_id, FormerKey.until_seq >= header.from_seq)
        .order_by(FormerKey.until_seq)
        .limit(1)
    ).one_or_none()
    if former is None:
        return bytes.fromhex(replica.signing_public)
    if header.to_seq > former.until_seq:
        raise EnvelopeRefused("bad-signature")
    return bytes.fromhex(former.signing_public)


def take_up(session: Session, replica: KnownReplica, after_seq: int, clock: Clock) -> int:
    """Change to the keys that entries behind ``after_seq`` rightly name; the number of the last such entry, or 0.

    An entry that the key of that time did not sign changes nothing: it stays a line like any other.
    """
    rows = session.execute(
        select(JournalLine.seq, JournalLine.raw)
        .where(
            JournalLine.site_code == replica.site_code,
            JournalLine.replica_id == replica.replica_id,
            JournalLine.record_type == ENTRY,
            JournalLine.seq > after_seq,
        )
        .order_by(JournalLine.seq)
    ).all()
    last = 0
    for seq, raw in rows:
        change = _change_in(raw, replica.signing_public)
        if change is None or not key_changes.holds(change, replica.replica_id, replica.signing_public):
            continue
        session.add(
            FormerKey(
                replica_id=replica.replica_id,
                signing_public=replica.signing_public,
                until_seq=seq,
                replaced_at=clock.now(),
            )
        )
        replica.signing_public, replica.receiving_public = change.signing_public, change.receiving_public
        session.flush()
        incidents.note(
            session, clock, "new-key", site_code=replica.site_code, replica_id=replica.replica_id, line=seq
        )
        last = seq
    return last


def _change_in(raw: bytes, before: str) -> key_changes.KeyChange | None:
    try:
        return key_changes.of_entry(decode(raw).f, before)
    except Refusal:
        return None
