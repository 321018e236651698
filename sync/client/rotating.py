"""A room's PC changes its keys: one entry in its log, signed by the old key; by wire or stick it arrives like any line."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app import keystore
from app.clock import Clock
from app.errors import Refusal
from app.ids import new_secret
from app.models import next_keys
from app.models.register import Register
from app.models.tables import SlipKey
from sync.client.repairing import is_under_way
from sync.protocol.key_changes import KeyChange, signed_change


def rotate(register: Register, actor_id: str, clock: Clock) -> keystore.Identity:
    """New signing and receiving keys under the same identity; what was signed with the old ones stays true.

    Refusal ``repair`` while the register becomes another one.
    """
    next_keys.finish(register)
    if is_under_way(register):
        raise Refusal("本机正在和乡镇对齐，现在不能换钥匙，没有改动。请先同步一次再换。", code="repair")
    register.keys = keystore.reread(register.home, register.keys)
    with register.write(actor_id, clock) as work:
        entry, signing, receiving = new_entry(register, clock)
        work.add(entry)
        next_keys.keep(work.session, register, entry.id, signing, receiving)
        work.commit()
    next_keys.finish(register)
    return register.identity


def new_entry(register: Register, clock: Clock) -> tuple[SlipKey, bytes, bytes]:
    """The entry that announces fresh keys, and these keys."""
    signing, receiving = new_secret(next_keys.SECRET_BYTES), new_secret(next_keys.SECRET_BYTES)
    former = register.identity
    identity = keystore.changed_keys(register.keys, signing, receiving, 0).identity
    change = signed_change(
        KeyChange(
            replica_id=former.replica_id,
            before=former.signing_public.hex(),
            signing_public=identity.signing_public.hex(),
            receiving_public=identity.receiving_public.hex(),
        ),
        Ed25519PrivateKey.from_private_bytes(register.keys.signing),
        Ed25519PrivateKey.from_private_bytes(signing),
    )
    entry = SlipKey(
        key_id=identity.key_id,
        public_key=change.signing_public,
        made_at=clock.now(),
        replica_id=former.replica_id,
        receiving_key=change.receiving_public,
        signed=change.signed,
        proof=change.proof,
    )
    return entry, signing, receiving
