"""Scans of escalated cases on the stick to the district, and its word of which it holds (design: sync 12, 13)."""

from __future__ import annotations

from pathlib import Path

from app.domain.attachments import chunk_count
from app.errors import Refusal
from app.models import content_marks
from app.models.tables import Superior, UpwardSite
from sync.client.sticks import LeftAlone
from sync.protocol import stick_words, sticks
from sync.protocol.blobs import (
    CHUNKS_A_FILE,
    MAX_LISTED,
    Lists,
    Message,
    Piece,
    Route,
    seal_message,
    unseal_message,
)
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import NOBODY, Kind
from sync.protocol.sticks import Lying
from sync.server.blobs import store_of
from sync.server.township import Township
from sync.server.upward import scans
from sync.server.upward.wording import sentence_of


def write_out(
    township: Township, superior: Superior, site: UpwardSite, folder: Path
) -> tuple[list[Path], int]:
    """The contents of a site's escalated cases that the district did not say to hold; how many contents."""
    store, site_code = store_of(township), site.site_code
    with township.register.reading() as session:
        wanted = scans.waiting(session, site_code, site.epoch or NOBODY)
    here = {sha256: size for sha256, size in wanted.items() if store.has(site_code, sha256)}
    if not here:
        return [], 0
    lists = Lists(ask=list(here)[:MAX_LISTED])
    files = [_put(township, superior, site, folder, lists, store.opaque(site_code, "lists"))]
    for sha256, size in here.items():
        for first in range(0, chunk_count(size), CHUNKS_A_FILE):
            last = min(first + CHUNKS_A_FILE, chunk_count(size))
            chunks = tuple(store.chunk(site_code, sha256, i) for i in range(first, last))
            piece, opaque = Piece(sha256=sha256, first=first), store.opaque(site_code, sha256)
            files.append(_put(township, superior, site, folder, piece, opaque, chunks))
    return files, len(here)


def take_in(township: Township, superior: Superior, lying: Lying) -> tuple[list[str], list[LeftAlone]]:
    """Remember which contents the district says to hold; the files read, and those left alone with the reason."""
    read: list[str] = []
    left: list[LeftAlone] = []
    for place, header in lying.of(Kind.BLOBS):
        with township.register.reading() as session:
            site = session.get(UpwardSite, header.site_code)
        if site is None or (header.sender, header.receiver) != (superior.server_replica_id, site.replica_id):
            continue
        try:
            said = _opened(township, superior, place)
        except Refusal as refusal:
            left.append(LeftAlone(place.name, sentence_of(refusal)))
            continue
        read.append(place.name)
        if isinstance(said, Lists):
            with township.register.writing() as session:
                followed = scans.of_followed(session, header.site_code)
                held, now = set(said.have) & followed, township.clock.now()
                content_marks.keep_marks(session, header.site_code, held, header.epoch, now)
                session.commit()
    return read, left


def _opened(township: Township, superior: Superior, place: Path) -> Message:
    try:
        return unseal_message(
            sticks.read(place),
            lambda _header: bytes.fromhex(superior.server_public_key),
            receiving=township.register.keys.openers,
        ).message
    except EnvelopeRefused as refused:
        raise Refusal(stick_words.in_township(refused.code), code=refused.code) from None


def _put(
    township: Township,
    superior: Superior,
    site: UpwardSite,
    folder: Path,
    message: Message,
    opaque: bytes,
    chunks: tuple[bytes, ...] = (),
) -> Path:
    wire = seal_message(
        Route(site.replica_id, superior.server_replica_id, site.site_code, site.epoch or NOBODY),
        message,
        township.signing_key,
        chunks=chunks,
        receiving_public=bytes.fromhex(superior.server_receiving_key),
        opaque=opaque,
    )
    return sticks.put(folder, wire)
