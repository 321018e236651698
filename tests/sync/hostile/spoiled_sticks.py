"""A stick with a room's batch on it, and everything that may lie beside it."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.models.chain import ZERO
from app.services import sticks as room_sticks
from app.services.sticks import StickRead
from sync.protocol import envelope
from sync.protocol.compression import MAX_RAW_BYTES, Compression
from sync.protocol.envelope import MAX_WIRE_BYTES, Header, Kind
from sync.server import sticks as township_sticks
from sync.server.sticks import StickTaken
from tests.sync.console.offices import desk_of
from tests.sync.stations import Room, RunningTownship

ODD_NAMES = (
    "-rf.dbn",
    "$(touch 坏).dbn",
    "a;b&c|d.dbn",
    "两行\n一个名.dbn",
    "\u202e名倒.dbn",
    "<script>.dbn",
    "%s%n{0}.dbn",
    "长" * 70 + ".dbn",
)


@dataclass
class Stick:
    """A stick with one good batch of a room, to which anything may be added."""

    folder: Path
    township: RunningTownship
    room: Room
    batch: bytes

    def at_township(self) -> StickTaken:
        return township_sticks.take_in(self.township.township, self.folder)

    def home(self) -> StickRead:
        return room_sticks.read_in(desk_of(self.room), self.folder)

    def answer(self) -> Path:
        (place,) = self.folder.glob("daiban-answer-*.dbn")
        return place

    def lying(self) -> dict[str, bytes | int]:
        """Every name in the folder, with its bytes where it is a file of usual size."""
        return {place.name: self._content(place) for place in self.folder.iterdir()}

    def _content(self, place: Path) -> bytes | int:
        facts = place.lstat()
        is_file = stat.S_ISREG(facts.st_mode) and facts.st_size <= MAX_WIRE_BYTES * 2
        return place.read_bytes() if is_file else facts.st_size


def spoil(stick: Stick, outside: Path) -> None:
    """Everything at once that a stick may hold besides what belongs there."""
    here, good = stick.folder, stick.batch
    (here / "half.dbn").write_bytes(good[: len(good) // 2])
    (here / "only-a-head.dbn").write_bytes(good[:300])
    (here / "empty.dbn").touch()
    (here / "._half.dbn").write_bytes(b"what a Macintosh leaves beside every file")
    (here / "flipped.dbn").write_bytes(good[:-9] + bytes([good[-9] ^ 1]) + good[-8:])
    (here / "foreign.dbn").write_bytes(b"PK\x03\x04" + bytes(900))
    (here / "照片.jpg").write_bytes(b"not ours")
    (here / "a-directory.dbn").mkdir()
    (here / "a-directory.dbn" / "inside.dbn").write_bytes(good)
    (here / "the-same-again.dbn").write_bytes(good)
    with (here / "huge.dbn").open("wb") as sparse:
        sparse.write(good)
        sparse.truncate(40 << 30 if sys.platform != "win32" else MAX_WIRE_BYTES * 2)
    for name in ODD_NAMES if sys.platform != "win32" else ("空 格.dbn",):
        (here / name).write_bytes(good[:-1])
    if sys.platform != "win32":
        (here / "daiban-link.dbn").symlink_to(outside)
        (here / "nowhere.dbn").symlink_to(outside.with_name("不在"))
        (here / "itself.dbn").symlink_to(here / "itself.dbn")
        os.mkfifo(here / "pipe.dbn")


def bomb_of(room: Room, township: RunningTownship, kind: Kind = Kind.PUSH) -> bytes:
    """Truly signed; a few kilobytes that would become a gigabyte."""
    identity = room.register.identity
    header = Header(
        kind=kind,
        sender=identity.replica_id,
        receiver=township.township.server_id,
        site_code=identity.site_code,
        from_seq=1,
        to_seq=1,
        prev_hash=ZERO,
        head_hash=ZERO,
        compression=Compression.ZSTD,
    )
    key = Ed25519PrivateKey.from_private_bytes(room.register.keys.signing)
    return sealed_bomb(header, key)


def sealed_bomb(header: Header, key: Ed25519PrivateKey) -> bytes:
    packer = zstandard.ZstdCompressor().compressobj()
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(256)) + packer.flush()
    claimed = envelope._Payload(MAX_RAW_BYTES, len(packed), sha256(packed).digest())
    head = envelope.MAGIC + envelope._pack(header, claimed)
    return head + key.sign(head) + packed
