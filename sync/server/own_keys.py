"""The server's own keys: changing them, and telling a room the way from the key it knows (design: sync 9.5)."""

from __future__ import annotations

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import keystore
from app.ids import new_secret
from app.models import next_keys
from app.models.tables import SlipKey
from sync.protocol import key_changes
from sync.protocol.key_changes import KeyChange, signed_change
from sync.server.tables import ServerKey
from sync.server.township import OFFICE, Township


def rotate(township: Township) -> keystore.Identity:
    """New signing and receiving keys for the server; rooms follow by themselves, on line or by stick.

    The old keys go on opening what was sent to them. Backups made before do not know the new keys.
    """
    register = township.register
    next_keys.finish(register)
    former = register.identity
    signing, receiving = new_secret(next_keys.SECRET_BYTES), new_secret(next_keys.SECRET_BYTES)
    identity = keystore.changed_keys(register.keys, signing, receiving, 0).identity
    now = township.clock.now()
    change = signed_change(
        KeyChange(
            replica_id=former.replica_id,
            before=former.signing_public.hex(),
            signing_public=identity.signing_public.hex(),
            receiving_public=identity.receiving_public.hex(),
            since=now.isoformat(timespec="seconds"),
        ),
        Ed25519PrivateKey.from_private_bytes(register.keys.signing),
        Ed25519PrivateKey.from_private_bytes(signing),
    )
    with register.write(OFFICE, township.clock) as work:
        number = (work.session.scalar(select(func.max(ServerKey.number))) or 0) + 1
        work.session.add(ServerKey(number=number, change=msgspec.json.encode(change).decode(), at=now))
        entry = SlipKey(key_id=identity.key_id, public_key=change.signing_public, made_at=now)
        work.add(entry)
        next_keys.keep(work.session, register, entry.id, signing, receiving)
        work.commit()
    next_keys.finish(register)
    return register.identity


def changes(session: Session) -> tuple[KeyChange, ...]:
    """Every change there was, the oldest first."""
    rows = session.scalars(select(ServerKey.change).order_by(ServerKey.number))
    return tuple(msgspec.json.decode(row, type=KeyChange) for row in rows)


def told(township: Township) -> bytes:
    """The changes as any room may ask for them: public, and signed one by the other."""
    with township.register.reading() as session:
        return key_changes.written(changes(session))


def public_keys(session: Session, township: Township) -> list[bytes]:
    """Every signing key this server ever had, the newest first."""
    former = [bytes.fromhex(one.before) for one in reversed(changes(session))]
    return [township.register.identity.signing_public, *former]
