"""The anchor beside the register: how far its journal was when last seen from outside the database."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from app.keystore.whole_file import write_whole

ANCHOR_FILE = "anchor.json"


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far the journal was when last seen from outside: a database behind it was put back from a copy."""

    replica_id: str
    last_seq: int
    head_hash: bytes


def read_anchor(home: Path) -> Anchor | None:
    """The anchor beside the register, or None where there is none or it cannot be read."""
    try:
        kept = json.loads((home / ANCHOR_FILE).read_bytes())
        return Anchor(
            str(kept["replica_id"]),
            int(kept["last_seq"]),
            bytes.fromhex(kept["head_hash"]),
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def write_anchor(home: Path, anchor: Anchor) -> None:
    """Put the anchor beside the register, whole or not at all."""
    kept = {
        "replica_id": anchor.replica_id,
        "last_seq": anchor.last_seq,
        "head_hash": anchor.head_hash.hex(),
    }
    write_whole(home / ANCHOR_FILE, json.dumps(kept).encode())
