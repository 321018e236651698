"""The replicas that this server knows: whose an envelope is, and one that is met for the first time."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.models.chain import ZERO
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Header
from sync.server.tables import KnownReplica
from sync.server.township import Township


def sender_of(session: Session, township: Township, header: Header, *, locked: bool = False) -> KnownReplica:
    """Who says to have sent this, which its key must still prove.

    EnvelopeRefused: ``unknown-replica``, ``bad-header`` (written to another server), ``wrong-site``.
    """
    replica = session.get(KnownReplica, header.sender, with_for_update=True if locked else None)
    if replica is None or not replica.signing_public:
        raise EnvelopeRefused("unknown-replica")
    if header.receiver != township.server_id:
        raise EnvelopeRefused("bad-header")
    if header.site_code != replica.site_code:
        raise EnvelopeRefused("wrong-site")
    return replica


def newcomer(
    session: Session,
    township: Township,
    *,
    replica_id: str,
    site_code: str,
    pc_code: str = "",
    signing_public: str = "",
    receiving_public: str = "",
) -> KnownReplica:
    """The row of a replica that is not known yet; without keys it cannot send before it enrols."""
    replica = KnownReplica(
        replica_id=replica_id,
        site_code=site_code,
        pc_code=pc_code,
        signing_public=signing_public,
        receiving_public=receiving_public,
        last_seq=0,
        last_hash=ZERO,
        revoked=False,
        enrolled_at=township.clock.now(),
    )
    session.add(replica)
    return replica
