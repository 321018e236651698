"""A room's PC changes its keys: one entry in its log, signed by the old key; by wire or stick it arrives like any line."""

from __future__ import annotations

from app import keystore
from app.clock import Clock
from app.errors import Refusal
from app.models import next_keys
from app.models.register import Register
from app.models.tables import SlipKey
from sync.client.repairing import is_under_way
from sync.protocol.key_changes import change_of


def rotate(register: Register, actor_id: str, clock: Clock) -> keystore.Identity:
    """New signing and receiving keys under the same identity; what was signed with the old ones stays true.

    Refusal ``repair`` while the register becomes another one.
    """
    next_keys.finish(register)
    if is_under_way(register):
        raise Refusal("本机正在和乡镇对齐，现在不能换钥匙，没有改动。请先同步一次再换。", code="repair")
    register.keys = keystore.reread(register.home, register.keys)
    with register.write(actor_id, clock) as work:
        fresh = keystore.fresh_keys(register.keys)
        entry = entry_of(register.keys, fresh, clock)
        work.add(entry)
        next_keys.keep(work.session, register, entry.id, fresh.signing, fresh.receiving)
        work.commit()
    next_keys.finish(register)
    return register.identity


def entry_of(keys: keystore.Keys, fresh: keystore.Keys, clock: Clock) -> SlipKey:
    """The entry that announces ``fresh`` keys."""
    change = change_of(keys, fresh)
    return SlipKey(
        key_id=fresh.identity.key_id,
        public_key=change.signing_public,
        made_at=clock.now(),
        replica_id=change.replica_id,
        receiving_key=change.receiving_public,
        signed=change.signed,
        proof=change.proof,
    )
