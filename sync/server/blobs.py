"""The township's side of attachments: what is missing, one chunk in, one chunk out; a room sees only its own (sync 12)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.attachments import MAX_FILE_BYTES, QUOTA_BYTES, chunk_count, chunk_size, sniffed
from app.errors import Refusal
from app.models import local_store
from app.models.blobs import ContentStore, store_of
from app.models.queries import attachments as queries
from app.models.tables import Attachment
from sync.protocol.blobs import (
    BLOB_CODES,
    BlobAnswer,
    Get,
    Lists,
    Need,
    OpenedMessage,
    Piece,
    Route,
    bitmap,
    code_of,
    seal_message,
    unseal_message,
)
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import NOBODY, Header, Kind, read_header, tag_of
from sync.server.exchange import Reply
from sync.server.known_replicas import sender_of
from sync.server.revoking import is_revoked
from sync.server.township import Township, epoch_of

QUOTA = "contents.quota_bytes"


@dataclass(frozen=True, slots=True)
class Content:
    """An attachment's content as it is shown: what it is called, what it is, its bytes."""

    name: str
    mime: str
    content: bytes


def need(township: Township, sha256: str, wire: bytes) -> Reply:
    """Which chunks of a content are missing; answered ``whole`` when none is."""

    def work(opened: OpenedMessage) -> tuple[BlobAnswer, tuple[bytes, ...]]:
        asked = opened.message
        if not isinstance(asked, Need) or asked.sha256 != sha256:
            raise EnvelopeRefused("bad-header")
        if len(asked.chunks) != chunk_count(asked.size):
            raise EnvelopeRefused("bad-count")
        site_code = opened.header.site_code
        record = spoken_of(township, site_code, sha256)
        if record.size != asked.size:
            raise EnvelopeRefused("wrong-content")
        store = store_of(township.register)
        _has_room(township, store, record)
        missing = store.missing(site_code, sha256, record.size, asked.chunks)
        whole = not missing and store.finish(site_code, sha256, record.size)
        return BlobAnswer(answers=opened.tag, missing=bitmap(missing), whole=whole), ()

    return _answered(township, wire, work)


def have(township: Township, wire: bytes) -> Reply:
    """Which of the contents asked about are here, whole."""

    def work(opened: OpenedMessage) -> tuple[BlobAnswer, tuple[bytes, ...]]:
        asked = opened.message
        if not isinstance(asked, Lists):
            raise EnvelopeRefused("bad-header")
        held = held_of(township, opened.header.site_code, asked.ask)
        return BlobAnswer(answers=opened.tag, have=held), ()

    return _answered(township, wire, work)


def put(township: Township, sha256: str, i: int, wire: bytes) -> Reply:
    """One chunk comes in; the same one again changes nothing. Answered ``whole`` when it was the last."""

    def work(opened: OpenedMessage) -> tuple[BlobAnswer, tuple[bytes, ...]]:
        brought = opened.message
        if not isinstance(brought, Piece) or (brought.sha256, brought.first) != (sha256, i):
            raise EnvelopeRefused("bad-header")
        if len(opened.chunks) != 1:
            raise EnvelopeRefused("bad-count")
        whole = take_chunks(township, opened)
        return BlobAnswer(answers=opened.tag, whole=whole), ()

    return _answered(township, wire, work)


def get(township: Township, sha256: str, i: int, wire: bytes) -> Reply:
    """One chunk goes out to a PC of the room whose attachment it is."""

    def work(opened: OpenedMessage) -> tuple[BlobAnswer, tuple[bytes, ...]]:
        asked = opened.message
        if not isinstance(asked, Get) or (asked.sha256, asked.i) != (sha256, i):
            raise EnvelopeRefused("bad-header")
        site_code = opened.header.site_code
        spoken_of(township, site_code, sha256)
        return BlobAnswer(answers=opened.tag), (store_of(township.register).chunk(site_code, sha256, i),)

    return _answered(township, wire, work)


def read(township: Township, site_code: str, sha256: str) -> Content:
    """A content for the console's pages; Refusals ``no-content``, ``attachment-damaged``."""
    with township.register.reading() as session:
        record = queries.of_content(session, site_code, sha256)
    if record is None:
        raise Refusal("没有这份附件，或它还没有传到这里。请等下次同步后再看。", code="no-content")
    return Content(record.name, record.mime, store_of(township.register).read(site_code, sha256))


def spoken_of(township: Township, site_code: str, sha256: str) -> Attachment:
    """The site's own record of a content; EnvelopeRefused ``no-content`` alike where there is none anywhere."""
    with township.register.reading() as session:
        record = queries.of_content(session, site_code, sha256)
    if record is None or not 0 < record.size <= MAX_FILE_BYTES:
        raise EnvelopeRefused("no-content")
    return record


def held_of(township: Township, site_code: str, asked: Sequence[str]) -> list[str]:
    """Those of the contents that this site speaks of and that are here, whole."""
    store = store_of(township.register)
    with township.register.reading() as session:
        own = queries.contents(session, site_code)
    return [sha256 for sha256 in asked if sha256 in own and store.has(site_code, sha256)]


def take_chunks(township: Township, opened: OpenedMessage) -> bool:
    """Keep the chunks of a message; whether the content is whole now.

    Raises EnvelopeRefused ``no-content``, ``wrong-content``, ``wrong-type``, ``quota``; Refusal of the store.
    """
    brought, site_code = opened.message, opened.header.site_code
    if not isinstance(brought, Piece):
        raise EnvelopeRefused("bad-header")
    record = spoken_of(township, site_code, brought.sha256)
    store = store_of(township.register)
    _has_room(township, store, record)
    for i, chunk in enumerate(opened.chunks, start=brought.first):
        if len(chunk) != chunk_size(record.size, i):
            raise EnvelopeRefused("wrong-content")
        if i == 0 and sniffed(chunk) != record.mime:
            raise EnvelopeRefused("wrong-type")
        store.put(site_code, brought.sha256, i, chunk)
    return store.finish(site_code, brought.sha256, record.size)


def opened_message(township: Township, wire: bytes) -> OpenedMessage:
    """A message of a PC that is known here and not revoked; else EnvelopeRefused."""
    revoked: list[bool] = []

    def find_key(header: Header) -> bytes:
        with township.register.reading() as session:
            replica = sender_of(session, township, header)
            revoked.append(is_revoked(session, replica))
        if header.kind is not Kind.BLOBS:
            raise EnvelopeRefused("bad-header")
        return bytes.fromhex(replica.signing_public)

    opened = unseal_message(wire, find_key, receiving=township.register.keys.openers)
    if revoked[0]:
        raise EnvelopeRefused("revoked")
    return opened


def route_to(township: Township, replica_id: str, site_code: str) -> Route:
    """From this township to one PC."""
    with township.register.reading() as session:
        return Route(township.server_id, replica_id, site_code, epoch_of(session))


def _has_room(township: Township, store: ContentStore, record: Attachment) -> None:
    """A content that has not begun to come must fit into what its site may have."""
    site_code, sha256 = record.site_code, record.sha256
    if store.has(site_code, sha256) or store.begun(site_code, sha256):
        return
    if store.used_bytes(site_code) + record.size > quota_bytes(township):
        raise EnvelopeRefused("quota")


def quota_bytes(township: Township) -> int:
    """How much all contents of one site may take here; the administrator may set it."""
    with township.register.reading() as session:
        known, value = local_store.preference(session, QUOTA)
    return int(value) if known else QUOTA_BYTES


def set_quota(township: Township, most_bytes: int) -> None:
    """Let every site have this much."""
    with township.register.writing() as session:
        local_store.put_preference(session, QUOTA, most_bytes)
        session.commit()


def _answered(
    township: Township,
    wire: bytes,
    work: Callable[[OpenedMessage], tuple[BlobAnswer, tuple[bytes, ...]]],
) -> Reply:
    """Do the work and sign its answer, or the reason why not."""
    sender, site_code, tag = _asker(wire)
    chunks: tuple[bytes, ...] = ()
    try:
        answer, chunks = work(opened_message(township, wire))
    except EnvelopeRefused as refused:
        answer = _refused(tag, refused.code)
    except Refusal as refusal:
        if refusal.code not in BLOB_CODES:
            raise
        answer = _refused(tag, refusal.code)
    route = route_to(township, sender, site_code)
    body = seal_message(route, answer, township.signing_key, chunks=chunks)
    return Reply(code_of(answer.code).status, body)


def _refused(tag: str, word: str) -> BlobAnswer:
    return BlobAnswer(answers=tag, code=word, sentence=code_of(word).sentence)


def _asker(wire: bytes) -> tuple[str, str, str]:
    """Who asks as far as the bytes say, and their tag."""
    try:
        header = read_header(wire)
    except EnvelopeRefused:
        return NOBODY, "0" * 12, ""
    return header.sender, header.site_code, tag_of(wire)
