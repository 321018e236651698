"""Scans on a village's stick at the township: its chunks taken in, what it asked for written back (sync 12, 13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import Refusal
from app.models.blobs import store_of
from sync.protocol import stick_words, sticks
from sync.protocol.blobs import (
    Lists,
    Message,
    OpenedMessage,
    Piece,
    pieces,
    seal_message,
)
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Header, Kind
from sync.protocol.sticks import Lying
from sync.server import blobs
from sync.server.tables import KnownReplica
from sync.server.township import Township, tier_of

MOST_HOME_BYTES = 512 << 20
"""Of contents for one PC on one stick; what is left goes home with the next."""


@dataclass(frozen=True, slots=True)
class ScanFile:
    """What became of one file of chunks; ``whole``: its content is complete here now."""

    name: str
    site_code: str
    code: str
    sentence: str
    whole: bool = False


@dataclass(slots=True)
class _Asked:
    """What one PC brought and asks; ``header`` is of any of its files."""

    header: Header
    ask: set[str] = field(default_factory=set)
    want: list[str] = field(default_factory=list)


def take_in(
    township: Township, lying: Lying, write_home: Callable[[Iterator[bytes]], None]
) -> tuple[ScanFile, ...]:
    """Take in the chunks and give the answers to ``write_home``; what became of each file.

    Answers are written for each PC that has a file here, so its next visit need not bring the same again.
    """
    taken: list[ScanFile] = []
    asked: dict[str, _Asked] = {}
    for place, header in lying.of(Kind.BLOBS):
        if header.sender == township.server_id:
            continue  # our own answer of an earlier visit
        try:
            opened = blobs.opened_message(township, sticks.read(place))
            one = asked.setdefault(header.sender, _Asked(opened.header))
            whole = _take(township, opened, one)
            taken.append(_said(township, place, header, "ok", whole=whole))
        except (EnvelopeRefused, Refusal) as refused:
            taken.append(_said(township, place, header, refused.code))
    for one in asked.values():
        write_home(_answers(township, one))
    return tuple(taken)


def _take(township: Township, opened: OpenedMessage, asked: _Asked) -> bool:
    message = opened.message
    if isinstance(message, Lists):
        asked.ask.update(message.ask)
        asked.want = list(message.want)
        return False
    if not isinstance(message, Piece):
        raise EnvelopeRefused("bad-header")
    asked.ask.add(message.sha256)
    return blobs.take_chunks(township, opened)


def _said(township: Township, place: Path, header: Header, word: str, *, whole: bool = False) -> ScanFile:
    """In the words of this tier."""
    sentence = stick_words.from_below(word, tier_of(township.register.site_code))
    return ScanFile(place.name, header.site_code, word, sentence, whole)


def _answers(township: Township, asked: _Asked) -> Iterator[bytes]:
    site_code = asked.header.site_code
    store = store_of(township.register)
    held = blobs.held_of(township, site_code, sorted(asked.ask))
    yield _sealed(township, asked.header, Lists(have=held), store.opaque(site_code, "lists"))
    left_bytes = MOST_HOME_BYTES
    for sha256 in blobs.held_of(township, site_code, asked.want):
        size = blobs.spoken_of(township, site_code, sha256).size
        left_bytes -= size
        if left_bytes < 0:
            return
        try:
            for piece, chunks in pieces(store, site_code, sha256, size):
                yield _sealed(township, asked.header, piece, store.opaque(site_code, sha256), chunks)
        except Refusal:  # damaged here, which `verify` says: the other contents still go home
            continue


def _sealed(
    township: Township, asked: Header, message: Message, opaque: bytes, chunks: tuple[bytes, ...] = ()
) -> bytes:
    with township.register.reading() as session:
        to = bytes.fromhex(session.get_one(KnownReplica, asked.sender).receiving_public)
    route = blobs.route_to(township, asked.sender, asked.site_code)
    return seal_message(
        route, message, township.signing_key, chunks=chunks, receiving_public=to, opaque=opaque
    )
