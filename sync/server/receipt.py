"""Receipt: a batch is checked and stored, in order and once; what its lines mean is decided later (sync 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.orm import Session

from app.models import journal
from app.models.chain import link
from app.models.journal import NewLine
from app.models.lines import UNREADABLE
from app.models.tables import Carrier, JournalLine, UpperServer
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import POINT_BYTES, Header, Kind, unseal
from sync.server import origin_marks, room_keys
from sync.server.feed_reading import FeedRow, hash_at
from sync.server.revoking import is_revoked
from sync.server.tables import FormerKey, KnownReplica
from sync.server.township import Township

RECORD_TYPE_LENGTH = 16
ID_LENGTH = 32


class _Subject(msgspec.Struct):
    """What receipt wants to know of a line: which record it is about."""

    rec: str
    t: str


_DECODER = msgspec.json.Decoder(_Subject)

# Asked for every batch: put together once, and in one go, for nearly always nothing of it is so.
_SENDER = (
    select(KnownReplica)
    .where(KnownReplica.replica_id == bindparam("replica_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_KINDS = select(
    exists().where(UpperServer.replica_id == bindparam("replica_id")),
    exists().where(Carrier.replica_id == bindparam("replica_id")),
    exists().where(
        FormerKey.replica_id == bindparam("replica_id"), FormerKey.until_seq >= bindparam("from_seq")
    ),
)


_HEARD = (
    update(KnownReplica.__table__)  # type: ignore[arg-type]
    .where(KnownReplica.__table__.c.replica_id == bindparam("replica"))
    .values(last_contact=bindparam("at"), shape=bindparam("shape_said"))
)


class _Sender(NamedTuple):
    """Whose batch it is: a PC, or a lower server speaking for it; ``had_keys``: it may be under a former key."""

    replica: KnownReplica
    is_carrier: bool
    had_keys: bool


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a batch; last and head are the PC's after it.

    ``code``: ok, gap, forked, or restored: its sender has lines of our feed that we do not have, or has others.
    ``is_carrier``: a lower server speaks for the PCs of its site. ``point``: the chain of our feed where the
    sender stands in it, None where it has no such line; ``fed``: the new lines as they now stand in the feed.
    """

    header: Header
    code: str
    last_seq: int
    head: bytes
    tag: str
    is_carrier: bool = False
    point: bytes | None = None
    fed: Sequence[FeedRow] = ()


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
    known: list[_Sender] = []

    def find_key(header: Header) -> bytes:
        sender = _locked_sender(session, township, header)
        known.append(sender)
        if not (sender.had_keys or sender.is_carrier):
            return bytes.fromhex(sender.replica.signing_public)
        return room_keys.key_for(session, sender.replica, header, wire)

    opened = unseal(wire, find_key, receiving=township.register.keys.openers)
    header, (replica, is_carrier, _had_keys) = opened.header, known[0]
    is_shut_out = is_revoked(session, replica) if is_carrier else replica.revoked
    if is_shut_out and not by_decision:
        raise EnvelopeRefused("revoked")
    if replica.succeeded_by:
        raise EnvelopeRefused("superseded")
    code = _place(session, replica, header, opened.lines)
    point = hash_at(session, header.site_code, header.feed_n)
    is_same_feed = point is not None and point[:POINT_BYTES] == header.feed_point
    if code != "forked" and not is_same_feed and not by_decision:
        code = "restored"
    fed: Sequence[FeedRow] = ()
    if code == "ok" or (code == "restored" and not offers_first and _joins(replica, header)):
        new = opened.lines[replica.last_seq - header.from_seq + 1 :]
        fed = _store(session, township, replica, new, header)
        if new and is_carrier:
            origin_marks.take(session, replica.site_code, new)
        elif new:
            origin_marks.keep(session, header, wire)
    _note_contact(session, township, replica, header, has_moved=bool(fed))
    return Received(header, code, replica.last_seq, replica.last_hash, opened.tag, is_carrier, point, fed)


def _note_contact(
    session: Session, township: Township, replica: KnownReplica, header: Header, *, has_moved: bool
) -> None:
    """When it was heard and what it writes, with its marks where they moved."""
    now = township.clock.now()
    if has_moved:
        replica.last_contact, replica.shape = now, header.schema
        session.flush()
    else:
        session.execute(_HEARD, {"replica": replica.replica_id, "at": now, "shape_said": header.schema})


def _locked_sender(session: Session, township: Township, header: Header) -> _Sender:
    replica = session.scalars(_SENDER, {"replica_id": header.sender}).one_or_none()
    if replica is None or not replica.signing_public:
        raise EnvelopeRefused("unknown-replica")
    if header.kind is not Kind.PUSH or header.receiver != township.server_id:
        raise EnvelopeRefused("bad-header")
    asked = {"replica_id": header.sender, "from_seq": header.from_seq}
    is_server, is_carrier, had_keys = session.execute(_KINDS, asked).one()
    if header.site_code != replica.site_code or is_server:  # a server speaks through its carriers
        raise EnvelopeRefused("wrong-site")
    return _Sender(replica, bool(is_carrier), bool(had_keys))


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
) -> Sequence[FeedRow]:
    if header.to_seq <= replica.last_seq:
        return ()
    first = replica.last_seq + 1
    head = journal.locked_head(session, replica.site_code, township.server_id)
    stored = [_line(replica.replica_id, seq, raw) for seq, raw in enumerate(new, start=first)]
    numbers = journal.append(session, head, stored)
    replica.last_seq, replica.last_hash = header.to_seq, header.head_hash
    fed = [(n, line.replica_id, line.seq, line.raw) for n, line in zip(numbers, stored, strict=True)]
    if all(line.record_type != room_keys.ENTRY for line in stored):
        return fed
    changed_at = room_keys.take_up(session, replica, first - 1, township.clock)
    if 0 < changed_at < header.to_seq:  # what follows a change is said under the new key
        raise EnvelopeRefused("bad-signature")
    return fed


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
