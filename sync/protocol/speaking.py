"""A township says, signed, under which identity it speaks for one of its sites at the district (design: sync 1)."""

from __future__ import annotations

from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Meta

from sync.protocol.envelope import Header, KeyFinder, seal
from sync.protocol.single_words import unseal_word

PATH = "/v1/upward"


class Speaks(msgspec.Struct, frozen=True):
    """``replica_id`` sends what goes up of ``site_code``; ``name`` is what the site is called."""

    site_code: Annotated[str, Meta(pattern=r"^[0-9]{12}\Z")]
    replica_id: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
    name: Annotated[str, Meta(max_length=60, pattern=r"^[^\x00]*\Z")] = ""


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Speaks)


def seal_speaks(
    header: Header, said: Speaks, signing_key: Ed25519PrivateKey, *, receiving_public: bytes = b""
) -> bytes:
    """The wire bytes; ``header.kind`` must be SNAPSHOT and its sender the server itself."""
    return seal(header, [_ENCODER.encode(said)], signing_key, receiving_public=receiving_public)


def unseal_speaks(wire: bytes, find_key: KeyFinder, *, receiving: bytes = b"") -> tuple[Header, Speaks]:
    """What is said in ``wire``; raises EnvelopeRefused as ``unseal`` does, ``bad-header`` for anything else."""
    return unseal_word(wire, find_key, _DECODER, receiving=receiving)
