"""One line of a log: what it holds, and how it becomes the bytes that are hashed, sent and archived."""

from __future__ import annotations

import re
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.errors import Refusal

SCHEMA = 2
"""The version of the record fields that this program writes."""

MIN_READER = 1
"""The oldest schema whose program may fold what we write by the fields it knows of it.

Raised only with a change that such a program would misread; then each line says so (design: sync 14)."""

Number = Annotated[int, Meta(ge=0, le=2**53)]
"""Within what every store and every JSON reader holds exactly."""


class Line(msgspec.Struct, frozen=True, omit_defaults=False):
    """One change of one record (design: sync 3). ``f`` has only the fields that changed, as JSON values.

    ``base`` is the record's ``ver`` the writer had last received; ``hlc`` sorts what happened on one PC;
    ``off`` the last measured clock offset in milliseconds; ``who`` the acting agent's id. A program of a schema
    below ``min_reader`` (said only where it is above 1) keeps the line and folds nothing of it.
    """

    seq: Number
    id: Annotated[str, Meta(max_length=32)]
    rec: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
    t: Annotated[str, Meta(pattern=r"^[a-z_]{1,16}\Z")]
    op: Annotated[str, Meta(max_length=16)]
    base: Number
    f: dict[str, Any]
    hlc: str
    off: Annotated[int, Meta(ge=-(2**53), le=2**53)]
    who: str
    schema: Annotated[int, Meta(ge=0, le=2**31 - 1)] = SCHEMA
    min_reader: Annotated[int, Meta(ge=0, le=2**31 - 1)] | UnsetType = UNSET


UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What a decoder raises over bytes that are no message, or one nested without end."""
DEEPEST = 64
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Line)


def encode(line: Line) -> bytes:
    """The bytes of a line; written once, never written again differently."""
    return _encoder.encode(line)


def decode(raw: bytes) -> Line:
    """The line in ``raw``; Refusal ``bad-change`` where the bytes are not one.

    How deep a line may nest is a number, not how much stack is left: every register must judge alike.
    """
    try:
        if _is_too_deep(raw):
            raise RecursionError
        return _decoder.decode(raw)
    except UNREADABLE as error:
        raise Refusal("这一行数据读不懂，已原样保存，请联系乡镇管理员。", code="bad-change") from error


def said_again(raw: bytes, seq: int, line_id: str) -> bytes:
    """The same change as another line: only its number and id are new, whatever else a newer program said stays."""
    said = msgspec.json.decode(raw)
    return _encoder.encode(said | {"seq": seq, "id": line_id})


def _is_too_deep(raw: bytes) -> bool:
    if raw.count(b"[") + raw.count(b"{") <= DEEPEST:
        return False
    depth = 0
    for sign in _STRINGS.sub(b"", raw):
        depth += (sign in b"[{") - (sign in b"]}")
        if depth > DEEPEST:
            return True
    return False
