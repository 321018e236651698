"""Keeping the register's keys and identity: wrapped beside the register, never in plain text, never inside it."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

from app.errors import Refusal
from app.ids import new_replica_id, new_secret
from app.keystore.anchor import ANCHOR_FILE, Anchor, read_anchor, write_anchor
from app.keystore.credential_store import keep_secret, kept_secret, keyring_available
from app.keystore.identity import FormerKeys, Identity, Keys
from app.keystore.key_file import (
    KEY_FILE,
    KeyFile,
    parse_key_file,
    read_key_file,
    write_key_file,
)
from app.keystore.machine import machine_hash, own_machine_id
from app.keystore.recovery_key import is_one as is_recovery_key
from app.keystore.recovery_key import looks_like_one
from app.keystore.recovery_key import new as new_recovery_key
from app.keystore.recovery_key import read as read_recovery_key
from app.keystore.renewal import current, renewed
from app.keystore.whole_file import write_whole
from app.keystore.wraps import (
    SECRET_BYTES,
    Wrap,
    expand,
    stretch,
    unseal,
    wrap_with_passphrase,
    wrap_with_recovery,
    wrap_with_secret,
)

__all__ = [
    "ANCHOR_FILE",
    "KEY_FILE",
    "Anchor",
    "FormerKeys",
    "Identity",
    "Keys",
    "add_passphrase",
    "add_recovery_key",
    "become",
    "change_pc_code",
    "changed_keys",
    "create",
    "exists",
    "fresh_keys",
    "has_recovery_key",
    "is_recovery_key",
    "keyring_available",
    "needs_passphrase",
    "new_identity",
    "new_recovery_key",
    "open",
    "open_copy",
    "public_halves",
    "read_anchor",
    "read_identity",
    "reread",
    "write_anchor",
    "write_whole",
]


def exists(home: Path) -> bool:
    """Whether a key file lies in ``home``."""
    return (home / KEY_FILE).is_file()


def create(
    home: Path,
    *,
    passphrase: str | None,
    recovery_key: str | None = None,
    site_code: str,
    pc_code: str = "A1",
    register_key: bytes | None = None,
    machine_id: str | None = None,
) -> Keys:
    """New identity and keys in ``home``; ``register_key`` keeps the key of a register that was copied in.

    Raises Refusal: ``key-exists``, ``recovery-key-form``, ``passphrase-needed`` (no way in at all).
    """
    if exists(home):
        raise Refusal(
            "这个文件夹里已经有一个登记簿，没有改动它。请换一个文件夹。",
            code="key-exists",
        )
    keys = _new_keys(site_code, pc_code, register_key)
    wraps = []
    if keyring_available():
        with contextlib.suppress(Refusal):  # locked: a passphrase is the other way in
            wraps.append(_wrap_with_keyring(keys))
    if passphrase:
        wraps.append(wrap_with_passphrase(keys, passphrase))
    if recovery_key:
        wraps.append(wrap_with_recovery(keys, read_recovery_key(recovery_key)))
    if not wraps:
        raise _passphrase_needed()
    home.mkdir(parents=True, exist_ok=True)
    machine = machine_hash(keys.identity.replica_id, _machine_or_own(machine_id))
    write_key_file(home, KeyFile(keys.identity, machine, tuple(wraps)))
    return keys


def open(home: Path, *, passphrase: str | None = None, machine_id: str | None = None) -> Keys:
    """The keys of the register in ``home``, by the keyring or else by the passphrase, or the recovery key in its place.

    Raises Refusal: ``no-key-file``, ``key-file-damaged``, ``copied`` (written on another machine),
    ``passphrase-needed``, ``wrong-passphrase``, ``keyring-locked``, ``recovery-key-needed``, ``recovery-key-form``,
    ``wrong-recovery-key``.
    """
    key_file = read_key_file(home)
    here = machine_hash(key_file.bound_to.replica_id, _machine_or_own(machine_id))
    if key_file.machine and here and key_file.machine != here:
        raise Refusal(
            "这份登记簿是从另一台电脑复制来的，数据没有改动。请用“恢复备份”取得新的电脑编号后再使用。",
            code="copied",
        )
    return _open_key_file(key_file, passphrase)


def open_copy(key_file_bytes: bytes, *, passphrase: str | None) -> Keys:
    """The keys inside a key file taken from a backup, whatever machine wrote it; then ``create`` a new identity."""
    return _open_key_file(parse_key_file(key_file_bytes), passphrase)


def read_identity(home: Path) -> Identity:
    """Who the register in ``home`` is, without unlocking it."""
    return read_key_file(home).identity


def needs_passphrase(home: Path) -> bool:
    """Whether ``open`` cannot do without a passphrase here and now."""
    key_file = read_key_file(home)
    if not any(wrap.kind == "keyring" for wrap in key_file.wraps) or not keyring_available():
        return True
    try:
        return kept_secret(key_file.bound_to.replica_id) is None
    except Refusal:
        return True


def add_passphrase(home: Path, keys: Keys, passphrase: str) -> None:
    """Set or replace the passphrase of an opened register; the keyring's way in stays."""
    key_file = read_key_file(home)
    others = tuple(wrap for wrap in key_file.wraps if wrap.kind != "passphrase")
    write_key_file(
        home, replace(key_file, wraps=(*others, wrap_with_passphrase(_as_bound(key_file, keys), passphrase)))
    )


def add_recovery_key(home: Path, keys: Keys, recovery_key: str) -> None:
    """Set or replace the recovery key of an opened register; Refusal ``recovery-key-form``.

    Backups made before still open with the key they were made with.
    """
    key_file = read_key_file(home)
    others = tuple(wrap for wrap in key_file.wraps if wrap.kind != "recovery")
    wrap = wrap_with_recovery(_as_bound(key_file, keys), read_recovery_key(recovery_key))
    write_key_file(home, replace(key_file, wraps=(*others, wrap)))


def has_recovery_key(home: Path) -> bool:
    """Whether a recovery sheet was ever made for the register in ``home``."""
    return any(wrap.kind == "recovery" for wrap in read_key_file(home).wraps)


def new_identity(keys: Keys, pc_code: str) -> Keys:
    """Keys of the same register under a new name: nothing is written yet."""
    return _new_keys(keys.identity.site_code, pc_code, keys.register_key)


def changed_keys(keys: Keys, signing: bytes, receiving: bytes, until_seq: int) -> Keys:
    """The same identity under new private keys; its lines up to ``until_seq`` stay under the old. Nothing is written."""
    signing_public, receiving_public = public_halves(signing, receiving)
    identity = replace(keys.identity, signing_public=signing_public, receiving_public=receiving_public)
    former = (*keys.former, FormerKeys(until_seq, keys.signing, keys.receiving))
    return Keys(identity, keys.register_key, signing, receiving, former)


def fresh_keys(keys: Keys) -> Keys:
    """The same identity under private keys that nobody has seen. Nothing is written."""
    return changed_keys(keys, new_secret(SECRET_BYTES), new_secret(SECRET_BYTES), 0)


def reread(home: Path, keys: Keys) -> Keys:
    """The keys as another process may have changed them since; the same where it has not."""
    key_file = read_key_file(home)
    is_changed = key_file.identity.signing_public != keys.identity.signing_public
    if not is_changed or key_file.identity.replica_id != keys.identity.replica_id:
        return keys
    return current(key_file, keys)


def become(home: Path, keys: Keys) -> None:
    """From now on the register in ``home`` is ``keys.identity``; passphrase, keyring and paper open it as before."""
    write_key_file(home, renewed(read_key_file(home), keys))


def change_pc_code(home: Path, pc_code: str) -> Identity:
    """Take another two-character PC code, for new case numbers only (sync design, section 1)."""
    key_file = read_key_file(home)
    identity = replace(key_file.identity, pc_code=pc_code)
    write_key_file(home, replace(key_file, identity=identity))
    return identity


def _new_keys(site_code: str, pc_code: str, register_key: bytes | None) -> Keys:
    signing, receiving = new_secret(SECRET_BYTES), new_secret(SECRET_BYTES)
    signing_public, receiving_public = public_halves(signing, receiving)
    return Keys(
        Identity(site_code, new_replica_id(), pc_code, signing_public, receiving_public),
        register_key or new_secret(SECRET_BYTES),
        signing,
        receiving,
    )


def public_halves(signing: bytes, receiving: bytes) -> tuple[bytes, bytes]:
    """The public keys of a signing and a receiving key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return (
        Ed25519PrivateKey.from_private_bytes(signing).public_key().public_bytes_raw(),
        X25519PrivateKey.from_private_bytes(receiving).public_key().public_bytes_raw(),
    )


def _as_bound(key_file: KeyFile, keys: Keys) -> Keys:
    return replace(keys, identity=key_file.bound_to)


def _open_key_file(key_file: KeyFile, typed: str | None) -> Keys:
    return current(key_file, _open_wraps(key_file, typed))


def _open_wraps(key_file: KeyFile, typed: str | None) -> Keys:
    wraps = {wrap.kind: wrap for wrap in key_file.wraps}
    locked: Refusal | None = None
    if "keyring" in wraps and keyring_available():
        try:
            secret = kept_secret(key_file.bound_to.replica_id)
        except Refusal as refusal:
            locked, secret = refusal, None
        if secret is not None and (keys := unseal(key_file.bound_to, wraps["keyring"], secret)):
            return keys
    return _by_what_was_typed(key_file.bound_to, wraps, typed, locked)


def _by_what_was_typed(
    identity: Identity, wraps: dict[str, Wrap], typed: str | None, locked: Refusal | None
) -> Keys:
    """A passphrase may look like a recovery key, so it is tried first."""
    wrap = wraps.get("passphrase")
    if not typed:
        raise _passphrase_needed() if wrap else locked or _no_way_in("recovery" in wraps)
    if wrap and (keys := unseal(identity, wrap, stretch(wrap, typed))):
        return keys
    if looks_like_one(typed):
        return _by_recovery_key(identity, wraps.get("recovery"), typed)
    if wrap is None:
        raise locked or _no_way_in("recovery" in wraps)
    raise Refusal(
        "无法解锁：口令不对。数据没有改动，请再输一次。",
        field="passphrase",
        code="wrong-passphrase",
    )


def _by_recovery_key(identity: Identity, wrap: Wrap | None, typed: str) -> Keys:
    secret = read_recovery_key(typed)
    keys = unseal(identity, wrap, expand(wrap, secret)) if wrap else None
    if keys is None:
        raise Refusal(
            "这不是这份登记簿或这份备份的恢复密钥，可能是另一张恢复密钥单上的。数据没有改动。",
            field="passphrase",
            code="wrong-recovery-key",
        )
    return keys


def _no_way_in(has_recovery_key: bool) -> Refusal:
    if has_recovery_key:
        return Refusal(
            "没有口令能打开它，要用恢复密钥单上的密钥。数据没有改动。",
            field="passphrase",
            code="recovery-key-needed",
        )
    return Refusal(
        "系统密码箱里没有这份登记簿的钥匙，打不开；数据没有改动。请用当初建立它的系统账户登录后再试。",
        code="keyring-locked",
    )


def _passphrase_needed() -> Refusal:
    return Refusal(
        "这个账户没有可用的系统密码箱，请设置或输入口令来保护登记簿。",
        field="passphrase",
        code="passphrase-needed",
    )


def _machine_or_own(machine_id: str | None) -> str:
    return own_machine_id() if machine_id is None else machine_id


def _wrap_with_keyring(keys: Keys) -> Wrap:
    secret = new_secret(SECRET_BYTES)
    keep_secret(keys.identity.replica_id, secret)
    return wrap_with_secret(keys, secret)
