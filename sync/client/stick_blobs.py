"""Scans on a stick: what the township lacks goes out, what this PC lacks comes home; the same chunks as by wire (sync 12, 13)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.clock import Clock
from app.domain.attachments import chunk_size
from app.errors import Refusal
from app.models.blobs import store_of
from app.models.queries import attachments as queries
from app.models.register import Register
from app.models.tables import SyncState
from sync.client.blobs import keep_confirmed, route_of, unconfirmed, waiting_contents
from sync.client.stick_files import opened, put_contents
from sync.protocol import stick_words, sticks
from sync.protocol.blobs import (
    MAX_LISTED,
    Lists,
    OpenedMessage,
    Piece,
    refusal_of,
    unseal_message,
)
from sync.protocol.envelope import Kind
from sync.protocol.sticks import Lying


@dataclass(frozen=True, slots=True)
class ScansTaken:
    """How many contents came, how many the township said to hold, and files left alone with the reason."""

    came: int
    confirmed: int
    left_alone: tuple[tuple[str, str], ...]


def write_out(register: Register, state: SyncState, folder: Path) -> tuple[tuple[Path, ...], int]:
    """The contents the township did not say to hold, encrypted to it, and what is asked of it; how many contents.

    Nothing at all is written by a room without attachments. Refusal ``stick``.
    """
    store, site_code = store_of(register), register.site_code
    with register.reading() as session:
        spoken_of = queries.contents(session, site_code)
    if not spoken_of:
        return (), 0
    waiting = waiting_contents(register, store)
    wanted = [sha256 for sha256 in spoken_of if not store.has(site_code, sha256)]
    lists = Lists(ask=list(unconfirmed(register))[:MAX_LISTED], want=wanted[:MAX_LISTED])
    files = put_contents(register, state, route_of(register, state), folder, lists, waiting)
    return tuple(files), len(waiting)


def take_in(register: Register, clock: Clock, state: SyncState, lying: Lying) -> ScansTaken:
    """Every message on the stick that the township wrote to this PC; others are not ours to judge."""
    came: set[str] = set()
    confirmed: set[str] = set()
    left: list[tuple[str, str]] = []
    for place, header in lying.of(Kind.BLOBS):
        ours = (register.identity.replica_id, state.server_replica_id)
        if (header.receiver, header.sender) != ours:
            continue
        try:
            file = opened(
                unseal_message, sticks.read(place), register, state.server_public_key, stick_words.in_room
            )
            if isinstance(file.message, Piece) and _take_piece(register, file):
                came.add(file.message.sha256)
                keep_confirmed(register, clock, (file.message.sha256,), header.epoch, register.site_code)
            if isinstance(file.message, Lists):
                with register.reading() as session:
                    there = set(file.message.have) & queries.contents(session, register.site_code).keys()
                keep_confirmed(register, clock, there, header.epoch, register.site_code)
                confirmed |= there
        except Refusal as refusal:
            left.append((place.name, refusal.sentence))
    return ScansTaken(len(came), len(confirmed), tuple(left))


def _take_piece(register: Register, file: OpenedMessage) -> bool:
    """Keep the chunks; whether their content is whole with them."""
    piece, site_code = file.message, register.site_code
    assert isinstance(piece, Piece)
    with register.reading() as session:
        size = queries.contents(session, site_code).get(piece.sha256)
    if size is None:
        raise refusal_of("no-content")
    store = store_of(register)
    was_here = store.has(site_code, piece.sha256)
    for i, chunk in enumerate(file.chunks, start=piece.first):
        if len(chunk) != chunk_size(size, i):
            raise refusal_of("wrong-content")
        store.put(site_code, piece.sha256, i, chunk)
    return store.finish(site_code, piece.sha256, size) and not was_here
