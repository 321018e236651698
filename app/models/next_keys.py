"""Changing a register's keys without a moment in which log and key file disagree for good (design: sync 9.5).

The new keys lie sealed in the register from the transaction that writes their entry until the key file has them.
"""

from __future__ import annotations

from dataclasses import replace

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import keystore
from app.ids import new_secret
from app.models import local_store
from app.models.register import Register
from app.models.tables import JournalLine

_NEXT = "keys.next"
_BOUND = b"daiban-next-keys-1"
NONCE_BYTES, SECRET_BYTES = 12, 32


def keep(session: Session, register: Register, entry_id: str, signing: bytes, receiving: bytes) -> None:
    """Keep the keys that ``entry_id`` announces, in the transaction that writes that entry."""
    nonce = new_secret(NONCE_BYTES)
    sealed = nonce + AESGCM(register.keys.register_key).encrypt(nonce, signing + receiving, _BOUND)
    local_store.put_preference(session, _NEXT, {"entry": entry_id, "sealed": sealed.hex()})


def finish(register: Register) -> bool:
    """Take the kept keys into use; False where none wait. Safe to be cut off and to be done twice."""
    with register.reading() as session:
        _known, kept = local_store.preference(session, _NEXT)
        if not kept:
            return False
        until = _line_of(session, register, str(kept["entry"]))
    sealed = bytes.fromhex(kept["sealed"])
    plain = AESGCM(register.keys.register_key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _BOUND)
    signing, receiving = plain[:SECRET_BYTES], plain[SECRET_BYTES:]
    if keystore.public_halves(signing, receiving)[0] != keystore.read_identity(register.home).signing_public:
        changed = keystore.changed_keys(register.keys, signing, receiving, until)
        pc_code = keystore.read_identity(register.home).pc_code
        keystore.become(register.home, replace(changed, identity=replace(changed.identity, pc_code=pc_code)))
    register.keys = keystore.reread(register.home, register.keys)
    with register.writing() as session:
        local_store.put_preference(session, _NEXT, None)
        session.commit()
    return True


def _line_of(session: Session, register: Register, entry_id: str) -> int:
    """The number of the entry among our own lines; a server's keys belong to no line of it."""
    if register.keeps_feed:
        return 0
    query = select(JournalLine.seq).where(
        JournalLine.site_code == register.site_code,
        JournalLine.replica_id == register.identity.replica_id,
        JournalLine.record_id == entry_id,
    )
    return session.scalars(query.order_by(JournalLine.seq).limit(1)).one()
