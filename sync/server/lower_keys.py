"""A township below this district goes on under other keys: followed along its own signatures (design: sync 9.5)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.tables import Carrier, UpperServer
from sync.protocol import key_changes
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Crypt, Header, read_seal, seal_of
from sync.server import incidents, pc_locks
from sync.server.tables import FormerKey, KnownReplica
from sync.server.township import Township


def take_up(district: Township, said: bytes) -> bool:
    """Follow the townships whose changes of keys ``said`` proves; whether any key is another now.

    Public words, from wherever: what the key we know did not sign leads nowhere.
    """
    changes = key_changes.read(said)
    named = {change.replica_id for change in changes}
    if not named:
        return False
    with district.register.writing() as session:
        query = select(KnownReplica).join(UpperServer, UpperServer.replica_id == KnownReplica.replica_id)
        servers = session.scalars(
            query.where(KnownReplica.replica_id.in_(named))
            .order_by(KnownReplica.replica_id)
            .with_for_update(of=KnownReplica)
        ).all()
        followed = [_follow(session, district, server, changes) for server in servers]
        session.commit()
    return any(followed)


def _follow(
    session: Session, district: Township, server: KnownReplica, changes: tuple[key_changes.KeyChange, ...]
) -> bool:
    if not server.signing_public:
        return False
    way = key_changes.followed(changes, server.replica_id, server.signing_public)
    if way:
        go_on(session, district, server, way[-1].signing_public, way[-1].receiving_public)
    return bool(way)


def go_on(
    session: Session, district: Township, server: KnownReplica, signing_public: str, receiving_public: str
) -> None:
    """From now on this server, and whoever speaks for it, is known by these keys; what it said before stays said.

    The server's row is locked by the caller: it goes before those that speak for it.
    """
    speaks = session.scalars(select(Carrier.replica_id).where(Carrier.server_id == server.replica_id))
    for one in (server, *pc_locks.locked(session, speaks).values()):
        former = FormerKey(
            replica_id=one.replica_id,
            signing_public=one.signing_public,
            until_seq=one.last_seq,
            replaced_at=district.clock.now(),
        )
        session.merge(former)
        one.signing_public, one.receiving_public = signing_public, receiving_public
    incidents.note(
        session, district.clock, "new-key", site_code=server.site_code, replica_id=server.replica_id
    )
    session.flush()


def key_of_carrier(session: Session, replica: KnownReplica, header: Header, wire: bytes) -> bytes:
    """The key that a carrier's batch is signed with: today's, or on a stick an earlier one for what came under it.

    A township's log knows no line at which its keys change: what it says again it signs with the key it has. The
    answer to a stick is encrypted to the keys of today, so that an earlier one opens nothing.
    """
    today = bytes.fromhex(replica.signing_public)
    if header.crypt is not Crypt.AGE:
        return today
    former = session.scalars(
        select(FormerKey.signing_public)
        .where(FormerKey.replica_id == replica.replica_id, FormerKey.until_seq >= header.to_seq)
        .order_by(FormerKey.until_seq)
    ).all()
    return next((key for key in (today, *map(bytes.fromhex, former)) if _is_signed(wire, key)), today)


def _is_signed(wire: bytes, key: bytes) -> bool:
    try:
        read_seal(seal_of(wire), key)
    except EnvelopeRefused:
        return False
    return True
