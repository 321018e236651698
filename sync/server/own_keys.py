"""The server's own keys: changing them, and telling a room the way from the key it knows (design: sync 9.5)."""

from __future__ import annotations

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import keystore
from app.models import next_keys
from app.models.tables import SlipKey
from sync.protocol import key_changes
from sync.protocol.key_changes import KeyChange, change_of
from sync.server.tables import ServerKey
from sync.server.township import OFFICE, Township


def rotate(township: Township) -> keystore.Identity:
    """New signing and receiving keys for the server; rooms follow by themselves, on line or by stick.

    The old keys go on opening what was sent to them. Backups made before do not know the new keys.
    """
    register = township.register
    next_keys.finish(register)
    now, fresh = township.clock.now(), keystore.fresh_keys(register.keys)
    change = change_of(register.keys, fresh, now.isoformat(timespec="seconds"))
    with register.write(OFFICE, township.clock) as work:
        number = (work.session.scalar(select(func.max(ServerKey.number))) or 0) + 1
        work.session.add(ServerKey(number=number, change=msgspec.json.encode(change).decode(), at=now))
        entry = SlipKey(key_id=fresh.identity.key_id, public_key=change.signing_public, made_at=now)
        work.add(entry)
        next_keys.keep(work.session, register, entry.id, fresh.signing, fresh.receiving)
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
