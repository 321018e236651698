"""Contents of attachments on their way, by wire and by stick: what is asked, what is brought, what is answered.

Every message is an envelope of kind BLOBS. Its first line says what it is; chunks follow, each a line of base64,
which the envelope's compression makes as small as the bytes were (design: sync 12).
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Meta

from app.domain.attachments import CHUNK_BYTES, MAX_FILE_BYTES, chunk_count
from app.errors import Refusal
from app.models.lines import UNREADABLE
from sync.protocol.codes import CODES, Code, EnvelopeRefused, refusal_for
from sync.protocol.envelope import Crypt, Header, KeyFinder, Kind, Opened, seal, unseal

if TYPE_CHECKING:
    from app.models.blobs import ContentStore

PATH = "/v1/blobs"
ASK_HEADER = "Daiban-Ask"
"""A GET has no body: its envelope stands here, in base64."""
MAX_CHUNKS = chunk_count(MAX_FILE_BYTES)
MAX_LISTED = 5_000
CHUNKS_A_FILE = 12
"""On a stick: 3 MiB of content a file."""

_SAFE = "数据都在本机，没有丢失。"
BLOB_CODES = {
    code.word: code
    for code in (
        Code("no-content", 404, f"乡镇没有这份附件的登记或内容。{_SAFE}请先同步办件，再传附件。"),
        Code("wrong-content", 422, f"附件传到后和登记的对不上。{_SAFE}程序会重新传一次。"),
        Code("wrong-type", 415, f"附件不是照片、扫描图或 PDF，乡镇没有收。{_SAFE}请换成 jpg、png 或 pdf。"),
        Code("quota", 413, f"本服务点在乡镇的附件空间用完了。{_SAFE}请联系乡镇管理员。"),
        Code("disk-full", 507, f"乡镇服务器磁盘已满。{_SAFE}请联系乡镇管理员；程序稍后自动再传。"),
        Code("attachment-damaged", 500, f"乡镇保存的这份附件有损坏。{_SAFE}请联系乡镇管理员。"),
    )
}
"""What may be answered about a content, beside the words of every exchange."""

Name = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Index = Annotated[int, Meta(ge=0, lt=MAX_CHUNKS)]


class Need(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", tag="need"):
    """Which chunks of this content are missing there? ``chunks`` are their SHA-256 in hex, in order."""

    sha256: Name
    size: Annotated[int, Meta(ge=1, le=MAX_FILE_BYTES)]
    chunks: Annotated[list[Name], Meta(max_length=MAX_CHUNKS)]
    nonce: Annotated[str, Meta(max_length=32)] = ""


class Piece(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", tag="piece"):
    """The chunks that follow are ``first`` and those after it."""

    sha256: Name
    first: Index
    nonce: Annotated[str, Meta(max_length=32)] = ""


class Get(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", tag="get"):
    """Give me this chunk."""

    sha256: Name
    i: Index
    nonce: Annotated[str, Meta(max_length=32)] = ""


class Lists(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", tag="lists"):
    """A room says ``ask`` (are these there?), and on a stick ``want`` (I have only their record). The answer: ``have``."""

    ask: Annotated[list[Name], Meta(max_length=MAX_LISTED)] = []
    want: Annotated[list[Name], Meta(max_length=MAX_LISTED)] = []
    have: Annotated[list[Name], Meta(max_length=MAX_LISTED)] = []


class BlobAnswer(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", tag="answer"):
    """``answers`` is the tag of what it answers; ``missing`` a bitmap in hex, chunk 0 its lowest bit.

    ``have``: the contents asked about that are there, whole.
    """

    answers: str
    code: str = "ok"
    sentence: str = ""
    missing: str = ""
    whole: bool = False
    have: Annotated[list[Name], Meta(max_length=MAX_LISTED)] = []


Message = Need | Piece | Get | Lists | BlobAnswer


@dataclass(frozen=True, slots=True)
class Route:
    """Between whom a message goes; ``epoch`` is the server's where it is the sender."""

    sender: str
    receiver: str
    site_code: str
    epoch: str


@dataclass(frozen=True, slots=True)
class OpenedMessage:
    """A message that passed every check, its chunks, and the tag of its bytes."""

    header: Header
    message: Message
    chunks: tuple[bytes, ...]
    tag: str


_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


def seal_message(
    route: Route,
    message: Message,
    signing_key: Ed25519PrivateKey,
    *,
    chunks: Sequence[bytes] = (),
    receiving_public: bytes = b"",
    opaque: bytes = bytes(32),
) -> bytes:
    """The wire bytes; with ``receiving_public`` only its holder can read them.

    ``opaque`` names the content to the sender alone: it gives a stick's file its name.
    """
    first = message.first if isinstance(message, Piece) else 0
    header = Header(
        kind=Kind.BLOBS,
        sender=route.sender,
        receiver=route.receiver,
        site_code=route.site_code,
        from_seq=first + 1,
        to_seq=first + len(chunks),
        prev_hash=bytes(32),
        head_hash=opaque,
        epoch=route.epoch,
        crypt=Crypt.AGE if receiving_public else Crypt.NONE,
    )
    lines = [_ENCODER.encode(message), *(b64encode(chunk) for chunk in chunks)]
    return seal(header, lines, signing_key, receiving_public=receiving_public)


def pieces(
    store: ContentStore, site_code: str, sha256: str, size: int
) -> Iterator[tuple[Piece, tuple[bytes, ...]]]:
    """A content that is here, as the files on a stick bring it; raises what ``store.chunk`` raises."""
    for first in range(0, chunk_count(size), CHUNKS_A_FILE):
        last = min(first + CHUNKS_A_FILE, chunk_count(size))
        chunks = tuple(store.chunk(site_code, sha256, i) for i in range(first, last))
        yield Piece(sha256=sha256, first=first), chunks


def unseal_message(wire: bytes, find_key: KeyFinder, *, receiving: bytes = b"") -> OpenedMessage:
    """The message in ``wire``; raises EnvelopeRefused as ``unseal`` does, ``bad-header`` for what is none."""
    opened = unseal(wire, find_key, receiving=receiving)
    if opened.header.kind is not Kind.BLOBS or not opened.lines:
        raise EnvelopeRefused("bad-header")
    try:
        message = _DECODER.decode(opened.lines[0])
        chunks = tuple(b64decode(line, validate=True) for line in opened.lines[1:])
    except (*UNREADABLE, ValueError):
        raise EnvelopeRefused("bad-header") from None
    return OpenedMessage(opened.header, message, _checked(opened, chunks), opened.tag)


def code_of(word: str) -> Code:
    """What an answer's word means; an unknown one (a newer server) is a failure there."""
    return BLOB_CODES.get(word) or CODES.get(word) or CODES["failed"]


def refusal_of(word: str) -> Refusal:
    """The sentence for an answer's word."""
    known = BLOB_CODES.get(word)
    return Refusal(known.sentence, code=word) if known else refusal_for(word)


def bitmap(indices: Iterable[int]) -> str:
    """Chunk numbers as a bitmap in hex."""
    return f"{sum(1 << i for i in indices):x}"


def indices(bitmap_hex: str) -> tuple[int, ...]:
    """The chunk numbers in a bitmap; EnvelopeRefused ``bad-header`` for what is none."""
    try:
        bits = int(bitmap_hex or "0", 16)
    except ValueError:
        raise EnvelopeRefused("bad-header") from None
    if not 0 <= bits < 1 << MAX_CHUNKS:
        raise EnvelopeRefused("bad-header")
    return tuple(i for i in range(bits.bit_length()) if bits >> i & 1)


def _checked(opened: Opened, chunks: tuple[bytes, ...]) -> tuple[bytes, ...]:
    first = opened.header.from_seq - 1
    fits = len(chunks) == opened.header.line_count and first + len(chunks) <= MAX_CHUNKS
    if not fits or any(not 0 < len(chunk) <= CHUNK_BYTES for chunk in chunks):
        raise EnvelopeRefused("bad-count")
    return chunks
