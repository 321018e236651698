"""The key file beside the register: identity in clear, keys only wrapped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.errors import Refusal
from app.keystore.identity import Identity
from app.keystore.whole_file import write_whole
from app.keystore.wraps import ARGON2_MEMORY_LIMIT_KIB, NONCE_BYTES, Wrap

KEY_FILE = "key.json"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """``root`` is the first identity, which the wraps are bound to, once ``identity`` is a later one; then its
    private keys are in ``renewed``, sealed under the register's key.
    """

    identity: Identity
    machine: str
    wraps: tuple[Wrap, ...]
    root: Identity | None = None
    renewed: bytes = b""

    @property
    def bound_to(self) -> Identity:
        """Whom the wraps, the keyring's entry and the machine's hash are made for."""
        return self.root or self.identity


def write_key_file(home: Path, key_file: KeyFile) -> None:
    kept: dict[str, object] = {"format": 1} | _said(key_file.identity)
    if key_file.root is not None:
        kept |= {"root": _said(key_file.root), "renewed": key_file.renewed.hex()}
    kept |= {
        "machine": key_file.machine,
        "wraps": [
            {
                "kind": wrap.kind,
                "nonce": wrap.nonce.hex(),
                "sealed": wrap.sealed.hex(),
                "salt": wrap.salt.hex(),
                "memory_kib": wrap.memory_kib,
                "passes": wrap.passes,
                "lanes": wrap.lanes,
            }
            for wrap in key_file.wraps
        ],
    }
    write_whole(home / KEY_FILE, json.dumps(kept, indent=1).encode())


def read_key_file(home: Path) -> KeyFile:
    try:
        return parse_key_file((home / KEY_FILE).read_bytes())
    except FileNotFoundError:
        raise Refusal(
            "没有找到登记簿的钥匙文件。如果是恢复备份，请用“恢复备份”；第一次使用请先建立登记簿。",
            code="no-key-file",
        ) from None


@lru_cache(maxsize=4)
def parse_key_file(content: bytes) -> KeyFile:
    try:
        kept = json.loads(content)
        wraps = tuple(_parse_wrap(wrap) for wrap in kept["wraps"])
        root = _identity(kept["root"]) if "root" in kept else None
        renewed = bytes.fromhex(kept.get("renewed", ""))
        return KeyFile(_identity(kept), str(kept["machine"]), wraps, root, renewed)
    except (ValueError, KeyError, TypeError) as fault:
        raise Refusal(
            "登记簿的钥匙文件已损坏，打不开；登记簿本身没有改动。请从备份恢复。",
            code="key-file-damaged",
        ) from fault


def _said(identity: Identity) -> dict[str, object]:
    return {
        "site_code": identity.site_code,
        "replica_id": identity.replica_id,
        "pc_code": identity.pc_code,
        "signing_public": identity.signing_public.hex(),
        "receiving_public": identity.receiving_public.hex(),
        "key_id": identity.key_id,
    }


def _identity(kept: dict[str, str]) -> Identity:
    identity = Identity(
        site_code=str(kept["site_code"]),
        replica_id=str(kept["replica_id"]),
        pc_code=str(kept["pc_code"]),
        signing_public=bytes.fromhex(kept["signing_public"]),
        receiving_public=bytes.fromhex(kept["receiving_public"]),
    )
    bytes.fromhex(identity.replica_id)
    return identity


def _parse_wrap(kept: dict[str, object]) -> Wrap:
    wrap = Wrap(
        kind=str(kept["kind"]),
        nonce=bytes.fromhex(str(kept["nonce"])),
        sealed=bytes.fromhex(str(kept["sealed"])),
        salt=bytes.fromhex(str(kept["salt"])),
        memory_kib=int(str(kept["memory_kib"])),
        passes=int(str(kept["passes"])),
        lanes=int(str(kept["lanes"])),
    )
    if len(wrap.nonce) != NONCE_BYTES or wrap.memory_kib > ARGON2_MEMORY_LIMIT_KIB:
        raise ValueError("wrap out of bounds")
    return wrap
