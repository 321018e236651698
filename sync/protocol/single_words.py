"""An envelope that says one thing and brings no line of any log: its head, and how it is opened."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from app.models.lines import UNREADABLE
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Crypt, Header, KeyFinder, Kind, unseal

Word = TypeVar("Word")


def word_header(
    sender: str,
    receiver: str,
    site_code: str,
    *,
    head_hash: bytes = bytes(32),
    crypt: Crypt = Crypt.NONE,
) -> Header:
    """``head_hash`` tells several on one stick apart."""
    return Header(
        kind=Kind.SNAPSHOT,
        sender=sender,
        receiver=receiver,
        site_code=site_code,
        from_seq=1,
        to_seq=0,
        prev_hash=bytes(32),
        head_hash=head_hash,
        crypt=crypt,
    )


def unseal_word(
    wire: bytes, find_key: KeyFinder, decoder: msgspec.json.Decoder[Word], *, receiving: bytes = b""
) -> tuple[Header, Word]:
    """What is said in ``wire``; raises EnvelopeRefused as ``unseal`` does, ``bad-header`` for anything else."""
    opened = unseal(wire, find_key, receiving=receiving)
    if opened.header.kind is not Kind.SNAPSHOT or len(opened.lines) != 1:
        raise EnvelopeRefused("bad-header")
    try:
        return opened.header, decoder.decode(opened.lines[0])
    except UNREADABLE:
        raise EnvelopeRefused("bad-header") from None
