"""The operating system's credential store: the only place that asks the keyring library."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from app.errors import Refusal

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

KEYRING_SERVICE = "daiban"

ACCEPTED_BACKENDS = frozenset(
    {
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.Windows", "WinVaultKeyring"),
    }
)
"""By class: keyrings.alt and others may keep plain text silently (facts: qt, section 5)."""


def keyring_available() -> bool:
    """Whether Windows Credential Manager or a Secret Service can be asked; says nothing about locks."""
    return _backend() is not None


def keep_secret(replica_id: str, secret: bytes) -> None:
    """Store a wrapping key for this register; raises Refusal ``keyring-locked``."""
    backend = _backend()
    if backend is None:
        raise _keyring_locked()
    try:
        backend.set_password(KEYRING_SERVICE, _entry(replica_id), base64.b64encode(secret).decode())
    except Exception as fault:  # backends raise their own kinds; all mean the same to the room
        raise _keyring_locked() from fault


def kept_secret(replica_id: str) -> bytes | None:
    """The wrapping key of this register, or None where it was never kept; raises Refusal ``keyring-locked``."""
    backend = _backend()
    if backend is None:
        return None
    try:
        kept = backend.get_password(KEYRING_SERVICE, _entry(replica_id))
    except Exception as fault:  # backends raise their own kinds; all mean the same to the room
        raise _keyring_locked() from fault
    return None if kept is None else base64.b64decode(kept)


def _backend() -> KeyringBackend | None:
    """The first backend of an accepted class that the account's own configuration offers."""
    import keyring

    chosen = keyring.get_keyring()
    for backend in (chosen, *getattr(chosen, "backends", ())):
        if (type(backend).__module__, type(backend).__name__) in ACCEPTED_BACKENDS:
            found: KeyringBackend = backend
            return found
    return None


def _entry(replica_id: str) -> str:
    return f"register-{replica_id}"


def _keyring_locked() -> Refusal:
    return Refusal(
        "系统密码箱现在打不开，登记簿没有改动。请解锁系统密码箱（或重新登录系统）后再试。",
        code="keyring-locked",
    )
