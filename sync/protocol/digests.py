"""Asking the township which records it sees differently (design: sync 17)."""

from __future__ import annotations

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.models.digests import BUCKET_BYTES, BUCKETS
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Header, KeyFinder, seal
from sync.protocol.single_words import unseal_word

MOST_RECORDS = 2_000
LONGEST_NAME = 32
"""Of a record type or id."""


class Question(msgspec.Struct, frozen=True):
    """``buckets`` as this room counts them (hex) at feed number ``upto``; ``records`` that it asks to be mended."""

    upto: int
    buckets: str
    records: tuple[tuple[str, str], ...] = ()

    def counted(self) -> bytes:
        """The buckets; EnvelopeRefused ``bad-header`` where they are none."""
        try:
            buckets = bytes.fromhex(self.buckets)
        except ValueError:
            raise EnvelopeRefused("bad-header") from None
        named = all(_is_name(word) and _is_name(rec) for word, rec in self.records)
        if len(buckets) != BUCKETS * BUCKET_BYTES or len(self.records) > MOST_RECORDS or not named:
            raise EnvelopeRefused("bad-header")
        return buckets


def _is_name(word: str) -> bool:
    return len(word) <= LONGEST_NAME and word.isascii() and word.isprintable()


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Question)


def seal_question(header: Header, question: Question, signing_key: Ed25519PrivateKey) -> bytes:
    """The wire bytes; ``header.kind`` must be SNAPSHOT."""
    return seal(header, [_ENCODER.encode(question)], signing_key)


def unseal_question(wire: bytes, find_key: KeyFinder) -> tuple[Header, Question]:
    """The question in ``wire``; raises EnvelopeRefused as ``unseal`` does, ``bad-header`` for anything else."""
    return unseal_word(wire, find_key, _DECODER)
