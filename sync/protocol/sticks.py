"""Envelopes as files on a stick: their names, and writing them so that a pulled-out stick never holds half of one."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from app.errors import Refusal
from app.keystore import write_whole
from sync.protocol import key_changes, stick_words
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import MAX_WIRE_BYTES, Header, Kind, read_header
from sync.protocol.key_changes import FILE
from sync.protocol.stick_words import UNREADABLE_FILE

SUFFIX = ".dbn"
HEAD_BYTES = 1024
"""More than an envelope's header and signature."""


def name_of(header: Header) -> str:
    """``daiban-site-PC-from-to.dbn`` for a batch, ``daiban-answer-…`` for what goes home; nothing personal.

    ``daiban-scan-…`` holds chunks: which content they are of, only who wrote the file can tell.
    """
    if header.kind is Kind.BLOBS:
        of = f"{header.sender[-8:]}-{header.receiver[-8:]}-{header.head_hash.hex()[:16]}"
        return f"daiban-scan-{header.site_code}-{of}-{header.from_seq:02}-{header.to_seq:02}{SUFFIX}"
    if header.kind is Kind.SNAPSHOT and any(header.head_hash):  # of one of many sites
        of = header.head_hash.hex()[:8]
        return f"daiban-identity-{header.site_code}-{header.sender[-8:]}-{of}{SUFFIX}"
    kind = {Kind.ACK: "answer-", Kind.FEED: "offer-", Kind.SNAPSHOT: "identity-"}.get(header.kind, "")
    pc = (header.receiver if header.kind is Kind.ACK else header.sender)[-8:]
    return f"daiban-{kind}{header.site_code}-{pc}-{header.from_seq:08}-{header.to_seq:08}{SUFFIX}"


def put(folder: Path, wire: bytes) -> Path:
    """Write an envelope whole, flush it to the stick, read it again and compare.

    Refusal ``stick``: the folder is not there, full, read-only, or did not keep the bytes.
    """
    place = folder / name_of(read_header(wire))
    try:
        write_whole(place, wire)
        kept = place.read_bytes()
    except OSError:
        raise Refusal(
            "U盘写不进去（没插好、已满或只读）。数据都在本机，没有丢失。请换一个U盘再试。",
            field="folder",
            code="stick",
        ) from None
    if kept != wire:
        raise Refusal("U盘上写的和读出来的不一样，这个U盘可能坏了。数据都在本机，请换一个U盘。", code="stick")
    return place


def put_keys(folder: Path, told: bytes) -> Path:
    """Lay the server's changes of keys beside what it wrote, with those that lie there; Refusal ``stick``."""
    place = folder / FILE
    lying = key_changes.read(told_keys(folder))
    new = [change for change in key_changes.read(told) if change not in lying]
    try:
        write_whole(place, key_changes.written([*lying, *new]))
    except OSError:
        raise Refusal(
            "U盘写不进去（没插好、已满或只读）。请换一个U盘再试。", field="folder", code="stick"
        ) from None
    return place


def told_keys(folder: Path) -> bytes:
    """What ``put_keys`` left there; nothing where there is no such file."""
    place = folder / FILE
    if not _lies_here(place):
        return b""
    try:
        return read(place)
    except Refusal:
        return b""


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies on a stick, as its beginnings say; what is not ours is left alone.

    ``envelopes`` by site, PC and number; ``broken``: files named as ours of which not even the beginning can be
    read, each with a word for why.
    """

    envelopes: tuple[tuple[Path, Header], ...]
    broken: tuple[tuple[Path, str], ...]

    def of(self, kind: Kind) -> tuple[tuple[Path, Header], ...]:
        return tuple((place, header) for place, header in self.envelopes if header.kind is kind)


def lying(folder: Path) -> Lying:
    """Look at everything on a stick once; Refusal ``stick`` where the folder cannot be read."""
    envelopes: list[tuple[Path, Header]] = []
    broken: list[tuple[Path, str]] = []
    for place in _ours(folder):
        head = b""
        try:
            head = read(place, HEAD_BYTES)
            envelopes.append((place, read_header(head)))
        except EnvelopeRefused as refused:
            broken.append((place, refused.code if head else "truncated"))
        except Refusal as refusal:
            broken.append((place, refusal.code))
    envelopes.sort(key=lambda one: (one[1].site_code, one[1].sender, one[1].from_seq, one[0].name))
    return Lying(tuple(envelopes), tuple(broken))


def _ours(folder: Path) -> list[Path]:
    try:
        return [
            place
            for place in sorted(folder.iterdir())
            if place.suffix == SUFFIX and not place.name.startswith(".") and _lies_here(place)
        ]
    except FileNotFoundError:
        raise Refusal("没有这个文件夹。请插好U盘再选。", field="folder", code="stick") from None
    except NotADirectoryError:
        raise Refusal("这是一个文件，不是文件夹。请选U盘上的文件夹。", field="folder", code="stick") from None
    except (OSError, ValueError):
        raise Refusal(
            "U盘读不出来，什么也没有改动。请重新插一次，或换一个接口再试。", field="folder", code="stick"
        ) from None


def _lies_here(place: Path) -> bool:
    """Whether it is a file of this folder itself: no folder, no pipe, nothing that leads elsewhere."""
    try:
        return stat.S_ISREG(place.lstat().st_mode)
    except OSError:
        return False


def read(place: Path, at_most: int = MAX_WIRE_BYTES + 1) -> bytes:
    """The bytes of a file, of a large one only the first; Refusal ``unreadable`` where they cannot be read."""
    try:
        with place.open("rb") as file:
            return file.read(at_most)
    except OSError:
        raise Refusal(stick_words.in_room(UNREADABLE_FILE), code=UNREADABLE_FILE) from None
