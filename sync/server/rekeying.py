"""Letting a PC in under a new identity because its old key says so; the old one may not send any more."""

from __future__ import annotations

from sqlalchemy.orm import Session

from sync.protocol.answers import Answer
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.envelope import Header, tag_of
from sync.protocol.rekeying import Introduction, unseal_introduction
from sync.server import incidents
from sync.server.enrolling import free_pc_code
from sync.server.exchange import Reply, refused, sealed_reply
from sync.server.feed_reading import FeedDelta
from sync.server.known_replicas import newcomer, sender_of
from sync.server.tables import KnownReplica
from sync.server.township import Township, epoch_of

NOTHING = FeedDelta(1, 0, bytes(32), bytes(32), ())


def answer_introduction(township: Township, wire: bytes) -> Reply:
    """Let the new PC in and tell the one that asked, under the name it asked by."""
    try:
        answer, header, _replica = take_introduction(township, wire)
    except EnvelopeRefused as fault:
        return refused(township, wire, fault.code)
    return sealed_reply(township, header.sender, header.site_code, answer, NOTHING)


def take_introduction(township: Township, wire: bytes) -> tuple[Answer, Header, KnownReplica]:
    """The new PC stands beside the old one, with a PC code that is free; the same introduction twice is one.

    Two PCs with one key: each is introduced by it, and each becomes another. Raises EnvelopeRefused.
    """
    with township.register.writing() as session:
        header, new = unseal_introduction(
            wire, lambda head: bytes.fromhex(sender_of(session, township, head, locked=True).signing_public)
        )
        replica = _let_in(session, township, session.get_one(KnownReplica, header.sender), new)
        answer = Answer(
            answers=tag_of(wire),
            sentence=CODES["ok"].sentence,
            epoch=epoch_of(session),
            pc_code=replica.pc_code,
            server_time_ms=int(township.clock.now().timestamp() * 1000),
        )
        session.commit()
    return answer, header, replica


def _let_in(session: Session, township: Township, former: KnownReplica, new: Introduction) -> KnownReplica:
    known = session.get(KnownReplica, new.replica_id)
    if known is not None:
        if (known.signing_public, known.site_code) != (new.signing_public, former.site_code):
            raise EnvelopeRefused("wrong-site")
        return known
    if former.revoked:
        raise EnvelopeRefused("revoked")
    replica = newcomer(
        session,
        township,
        replica_id=new.replica_id,
        site_code=former.site_code,
        pc_code=free_pc_code(session, township, former.site_code, new.pc_code),
        signing_public=new.signing_public,
        receiving_public=new.receiving_public,
    )
    replica.last_contact = township.clock.now()
    former.succeeded_by = former.succeeded_by or replica.replica_id
    incidents.note(
        session,
        township.clock,
        "rekeyed",
        site_code=former.site_code,
        replica_id=former.replica_id,
        became=replica.replica_id,
    )
    session.flush()
    return replica
