"""Batches of a known PC that were refused are kept, sealed and limited, for the administrator (sync 16)."""

from __future__ import annotations

import logging
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import Refusal
from app.ids import new_secret
from app.keystore import write_whole
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Header, read_header, tag_of

log = logging.getLogger(__name__)

FOLDER = "quarantine"
QUOTA_BYTES = 50 << 20
NONCE_BYTES = 12
DECLINED = ".declined"
"""How the file of a batch ends that the administrator decided not to take in; it stays, and is asked about no more."""
AUTHENTIC = "revoked"
"""What is kept under this word was proved to come from the PC; it has a quota that nobody else can fill."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One batch in quarantine; ``header`` is None where even its beginning cannot be read."""

    tag: str
    replica_id: str
    code: str
    size_bytes: int
    kept_at: datetime
    header: Header | None
    place: Path


def set_aside(home: Path, secret: bytes, replica_id: str, code: str, wire: bytes) -> Path | None:
    """Keep ``wire`` under its code; None where the PC's quota or the disk is used up. The same bytes are kept once."""
    folder = home / FOLDER / replica_id
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{code}-{tag_of(wire)}.dbn"
    declined = place.with_suffix(DECLINED)
    if declined.exists():
        return declined
    used = sum(_size(kept) for kept in folder.iterdir() if _is_authentic(kept) == _is_authentic(place))
    if place.exists() or used + len(wire) > QUOTA_BYTES:
        return place if place.exists() else None
    nonce = new_secret(NONCE_BYTES)
    try:
        write_whole(place, nonce + AESGCM(secret).encrypt(nonce, wire, replica_id.encode()))
    except OSError as error:  # the answer to it does not depend on whether it could be kept
        log.warning("a refused batch could not be kept: errno %s", error.errno)
        return None
    return place


def read_back(place: Path, secret: bytes) -> bytes:
    """The bytes as they came."""
    kept = place.read_bytes()
    return AESGCM(secret).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], place.parent.name.encode())


def listed(home: Path, secret: bytes) -> tuple[Kept, ...]:
    """Everything in quarantine, the newest first."""
    found = [_kept(place, secret) for place in _files(home)]
    return tuple(sorted(found, key=lambda one: (one.kept_at, one.tag), reverse=True))


def named(home: Path, secret: bytes, tag: str) -> Kept:
    """The batch whose tag begins with ``tag``; Refusal ``no-such-batch`` for none or several."""
    found = [one for one in listed(home, secret) if len(tag) >= 4 and one.tag.startswith(tag.lower())]
    if len(found) != 1:
        raise Refusal(
            "隔离区没有这一批。请先用 quarantine list 查看编号。", field="tag", code="no-such-batch"
        )
    return found[0]


def counts(home: Path) -> Counter[str]:
    """How many batches of each PC are kept."""
    return Counter(place.parent.name for place in _files(home))


def files(home: Path) -> dict[str, Path]:
    """Everything that is kept, sealed as it lies there, by ``<PC's id>/<file>``; for a backup."""
    found = [place for place in (home / FOLDER).glob("*/*") if not place.name.startswith(".")]
    return {f"{place.parent.name}/{place.name}": place for place in sorted(found)}


def _files(home: Path) -> list[Path]:
    return [place for place in (home / FOLDER).glob("*/*.dbn") if not place.name.startswith(".")]


def _size(place: Path) -> int:
    with suppress(FileNotFoundError):  # another batch was being written, and has got its name
        return place.stat().st_size
    return 0


def _is_authentic(place: Path) -> bool:
    return place.name.startswith(f"{AUTHENTIC}-")


def _kept(place: Path, secret: bytes) -> Kept:
    code, _dash, tag = place.stem.rpartition("-")
    facts = place.stat()
    try:
        header = read_header(read_back(place, secret))
    except (EnvelopeRefused, InvalidTag):
        header = None
    at = datetime.fromtimestamp(facts.st_mtime, UTC)
    return Kept(tag, place.parent.name, code, facts.st_size, at, header, place)
