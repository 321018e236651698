"""Lines of our own feed that a room offers back after this server was put back to an older copy (design: sync 10)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.models import journal
from app.models.carried import carriers_of
from app.models.taking_back import OfferedLine, ReplicaMarks, TakenBack, take_back
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import tag_of
from sync.protocol.offers import Offer, check_proof, unseal_offer
from sync.server import incidents, origin_marks, own_keys, pc_locks, room_keys
from sync.server.exchange import Reply, marks_reply, refused
from sync.server.feed_reading import hash_at
from sync.server.known_replicas import newcomer, sender_of
from sync.server.receipt import Received
from sync.server.tables import KnownReplica
from sync.server.township import Township


def answer_offer(township: Township, wire: bytes) -> Reply:
    """Take the offered lines in and answer with the marks, as to a batch."""
    try:
        received, _taken = take_offer(township, wire)
    except EnvelopeRefused as fault:
        return refused(township, wire, fault.code)
    return marks_reply(township, received)


def take_offer(township: Township, wire: bytes) -> tuple[Received, TakenBack]:
    """Check an offer against our own signature and take in what is missing, in one transaction.

    Raises EnvelopeRefused: what ``unseal_offer`` raises, unknown-replica, revoked, wrong-site, bad-offer, gap
    (the lines in front of it were not offered).
    """
    with township.register.writing() as session:
        offer = unseal_offer(
            wire,
            lambda header: bytes.fromhex(sender_of(session, township, header).signing_public),
            receiving=township.register.keys.openers,
        )
        wrote = {line.replica_id for line in offer.lines} - {township.server_id}
        asker = pc_locks.locked(session, {offer.header.sender, *wrote})[offer.header.sender]
        if asker.revoked:
            raise EnvelopeRefused("revoked")
        check_proof(offer, township.server_id, own_keys.public_keys(session, township))
        taken = _take(session, township, asker, offer)
        asker.offered_head = offer.header.head_hash
        asker.last_contact = township.clock.now()
        _note(session, township, asker, taken)
        session.commit()
        return Received(offer.header, "ok", asker.last_seq, asker.last_hash, tag_of(wire)), taken


def _take(session: Session, township: Township, asker: KnownReplica, offer: Offer) -> TakenBack:
    site_code, before = asker.site_code, offer.header.from_seq - 1
    if offer.header.prev_hash not in (hash_at(session, site_code, before), asker.offered_head):
        raise EnvelopeRefused("gap")
    offered = [
        OfferedLine(line.n, line.replica_id, line.raw, chain)
        for line, chain in zip(offer.lines, offer.chain, strict=True)
    ]
    return take_lines(session, township, site_code, offered)


def take_lines(
    session: Session, township: Township, site_code: str, offered: Sequence[OfferedLine]
) -> TakenBack:
    """Take in what is missing of lines that this server is proved to have had; moves the marks of their writers."""
    wrote = pc_locks.locked(session, {line.replica_id for line in offered} - {township.server_id})
    rows = {
        one: row for one, row in wrote.items() if row.site_code == site_code
    }  # others' wrote nothing here
    head = journal.locked_head(session, site_code, township.server_id)
    carriers = carriers_of(session, site_code)
    origin_marks.take(session, site_code, [line.raw for line in offered if line.replica_id in carriers])
    marks: ReplicaMarks = {row.replica_id: (row.last_seq, row.last_hash) for row in rows.values()}
    taken = take_back(session, township.register, head, offered, marks, township.clock)
    for replica_id, (last_seq, last_hash) in taken.moved.items():
        row = rows.get(replica_id) or _known_by_its_lines(session, township, site_code, replica_id)
        before, row.last_seq, row.last_hash = row.last_seq, last_seq, last_hash
        if row.signing_public:
            room_keys.take_up(session, row, before, township.clock)
    session.flush()
    return taken


def _known_by_its_lines(
    session: Session, township: Township, site_code: str, replica_id: str
) -> KnownReplica:
    """A PC enrolled after the copy was made: its lines count, but it must enrol again before it may send."""
    return newcomer(session, township, replica_id=replica_id, site_code=site_code)


def _note(session: Session, township: Township, asker: KnownReplica, taken: TakenBack) -> None:
    incidents.note(
        session,
        township.clock,
        "offered",
        site_code=asker.site_code,
        replica_id=asker.replica_id,
        as_before=taken.as_before,
        renumbered=taken.renumbered,
        here_already=taken.here_already,
        left=taken.left,
    )
