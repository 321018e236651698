"""Receipt: a batch is checked and stored, in order and once; what its lines mean is decided later (sync 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import journal
from app.models.chain import link
from app.models.journal import NewLine
from app.models.lines import UNREADABLE
from app.models.tables import Carrier, JournalLine, UpperServer
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Header, Kind, unseal
from sync.server import origin_marks, room_keys
from sync.server.feed_reading import is_point_of_feed
from sync.server.revoking import is_revoked
from sync.server.tables import KnownReplica
from sync.server.township import Township

RECORD_TYPE_LENGTH = 16
ID_LENGTH = 32


class _Subject(msgspec.Struct):
    """What receipt wants to know of a line: which record it is about."""

    rec: str
    t: str


_DECODER = msgspec.json.Decoder(_Subject)


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a batch; last and head are the PC's after it.

    ``code``: ok, gap, forked, or restored: its sender has lines of our feed that we do not have, or has others.
    """

    header: Header
    code: str
    last_seq: int
    head: bytes
    tag: str


def receive(
    session: Session,
    township: Township,
    wire: bytes,
    *,
    by_decision: bool = False,
    offers_first: bool = False,
) -> Received:
    """Check ``wire`` and store its new lines, in the caller's transaction.

    ``by_decision``: the administrator takes in what a revoked PC sent. ``offers_first``: nothing is stored before
    a sender whose feed is not ours has offered back what it has: so lost lines find their old places free. Raises EnvelopeRefused for everything
    that ``unseal`` refuses, and unknown-replica, wrong-site, and revoked where the batch is proved to be its own.
    """
    known: list[KnownReplica] = []

    def find_key(header: Header) -> bytes:
        replica = _locked_replica(session, township, header)
        known.append(replica)
        return room_keys.key_for(session, replica, header, wire)

    opened = unseal(wire, find_key, receiving=township.register.keys.openers)
    header, replica = opened.header, known[0]
    if is_revoked(session, replica) and not by_decision:
        raise EnvelopeRefused("revoked")
    if replica.succeeded_by:
        raise EnvelopeRefused("superseded")
    code = _place(session, replica, header, opened.lines)
    replica.last_contact, replica.shape = township.clock.now(), header.schema
    is_same_feed = is_point_of_feed(session, header.site_code, header.feed_n, header.feed_point)
    if code != "forked" and not is_same_feed and not by_decision:
        code = "restored"
    if code == "ok" or (code == "restored" and not offers_first and _joins(replica, header)):
        new = opened.lines[replica.last_seq - header.from_seq + 1 :]
        _store(session, township, replica, new, header)
        _keep_proofs(session, replica, header, wire, new)
    session.flush()
    return Received(header, code, replica.last_seq, replica.last_hash, opened.tag)


def _locked_replica(session: Session, township: Township, header: Header) -> KnownReplica:
    query = select(KnownReplica).where(KnownReplica.replica_id == header.sender).with_for_update()
    replica = session.scalars(query).one_or_none()
    if replica is None or not replica.signing_public:
        raise EnvelopeRefused("unknown-replica")
    if header.kind is not Kind.PUSH or header.receiver != township.server_id:
        raise EnvelopeRefused("bad-header")
    is_a_server = session.get(UpperServer, replica.replica_id) is not None  # it speaks through its carriers
    if header.site_code != replica.site_code or is_a_server:
        raise EnvelopeRefused("wrong-site")
    return replica


def _place(session: Session, replica: KnownReplica, header: Header, lines: Sequence[bytes]) -> str:
    """Whether the batch joins what is here: ok, gap or forked."""
    last = replica.last_seq
    if header.from_seq > last + 1:
        return "gap"
    points = _points(replica.replica_id, header.prev_hash, lines)
    if points[-1] != header.head_hash:
        raise EnvelopeRefused("bad-hash")
    if header.to_seq >= last:
        return "ok" if points[last - header.from_seq + 1] == replica.last_hash else "forked"
    stored = session.scalars(
        select(JournalLine.raw)
        .where(
            JournalLine.site_code == replica.site_code,
            JournalLine.replica_id == replica.replica_id,
            JournalLine.seq >= header.from_seq,
            JournalLine.seq <= header.to_seq,
        )
        .order_by(JournalLine.seq)
    )
    return "ok" if tuple(stored) == tuple(lines) else "forked"


def _keep_proofs(
    session: Session, replica: KnownReplica, header: Header, wire: bytes, new: Sequence[bytes]
) -> None:
    """A PC's signature under its lines; from a lower server, the signatures of the PCs whose lines it carries."""
    if not new:
        return
    if session.get(Carrier, replica.replica_id) is not None:
        origin_marks.take(session, replica.site_code, new)
    else:
        origin_marks.keep(session, header, wire)


def _joins(replica: KnownReplica, header: Header) -> bool:
    return header.from_seq <= replica.last_seq + 1


def _points(replica_id: str, prev_hash: bytes, lines: Sequence[bytes]) -> list[bytes]:
    """The chain before the first line and after each."""
    points = [prev_hash]
    for raw in lines:
        points.append(link(points[-1], replica_id, raw))
    return points


def _store(
    session: Session, township: Township, replica: KnownReplica, new: Sequence[bytes], header: Header
) -> None:
    if header.to_seq <= replica.last_seq:
        return
    first = replica.last_seq + 1
    head = journal.locked_head(session, replica.site_code, township.server_id)
    journal.append(
        session, head, [_line(replica.replica_id, seq, raw) for seq, raw in enumerate(new, start=first)]
    )
    replica.last_seq, replica.last_hash = header.to_seq, header.head_hash
    changed_at = room_keys.take_up(session, replica, first - 1, township.clock)
    if 0 < changed_at < header.to_seq:  # what follows a change is said under the new key
        raise EnvelopeRefused("bad-signature")


def _line(replica_id: str, seq: int, raw: bytes) -> NewLine:
    try:
        subject = _DECODER.decode(raw)
    except UNREADABLE:
        subject = _Subject("", "")  # kept as it came; application says what is wrong with it
    return NewLine(
        replica_id, seq, _storable(subject.t, RECORD_TYPE_LENGTH), _storable(subject.rec, ID_LENGTH), raw
    )


def _storable(word: str, length: int) -> str:
    return word[:length].replace("\x00", "")
