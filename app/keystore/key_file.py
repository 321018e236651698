"""The key file beside the register: identity in clear, keys only wrapped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from app.errors import Refusal
from app.keystore.identity import Identity
from app.keystore.whole_file import write_whole
from app.keystore.wraps import ARGON2_MEMORY_LIMIT_KIB, NONCE_BYTES, Wrap

KEY_FILE = "key.json"


@dataclass(frozen=True, slots=True)
class KeyFile:
    identity: Identity
    machine: str
    wraps: tuple[Wrap, ...]


def write_key_file(home: Path, key_file: KeyFile) -> None:
    identity = key_file.identity
    kept = {
        "format": 1,
        "site_code": identity.site_code,
        "replica_id": identity.replica_id,
        "pc_code": identity.pc_code,
        "signing_public": identity.signing_public.hex(),
        "receiving_public": identity.receiving_public.hex(),
        "key_id": identity.key_id,
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


def parse_key_file(content: bytes) -> KeyFile:
    try:
        kept = json.loads(content)
        identity = Identity(
            site_code=str(kept["site_code"]),
            replica_id=str(kept["replica_id"]),
            pc_code=str(kept["pc_code"]),
            signing_public=bytes.fromhex(kept["signing_public"]),
            receiving_public=bytes.fromhex(kept["receiving_public"]),
        )
        bytes.fromhex(identity.replica_id)
        wraps = tuple(_parse_wrap(wrap) for wrap in kept["wraps"])
        return KeyFile(identity, str(kept["machine"]), wraps)
    except (ValueError, KeyError, TypeError) as fault:
        raise Refusal(
            "登记簿的钥匙文件已损坏，打不开；登记簿本身没有改动。请从备份恢复。",
            code="key-file-damaged",
        ) from fault


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
