"""Offering a feed's lines back to the server that signed them and was put back since (design: sync 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.models.chain import link
from app.models.feed import FeedLine
from app.models.lines import UNREADABLE
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Header, KeyFinder, Kind, read_seal, seal, unseal
from sync.protocol.feed import read_parts, write_part


class _Proof(msgspec.Struct, frozen=True):
    """The first line: the server's own signed head at the offer's end, hex."""

    seal: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Lines ``header.from_seq``..``to_seq`` of a feed and the chain after each, as the offering room has them."""

    header: Header
    lines: tuple[FeedLine, ...]
    chain: tuple[bytes, ...]
    proof: bytes


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(_Proof)


def seal_offer(
    header: Header,
    lines: Sequence[FeedLine],
    proof: bytes,
    signing_key: Ed25519PrivateKey,
    *,
    receiving_public: bytes = b"",
) -> bytes:
    """The wire bytes; ``header.kind`` must be FEED and ``proof`` the server's seal at ``header.to_seq``."""
    written = [_ENCODER.encode(_Proof(proof.hex())), *(write_part(line) for line in lines)]
    return seal(header, written, signing_key, receiving_public=receiving_public)


def unseal_offer(wire: bytes, find_key: KeyFinder, *, receiving: bytes = b"") -> Offer:
    """The offer in ``wire``, its chain reckoned; whether the server ever signed it, ``check_proof`` says.

    Raises EnvelopeRefused as ``unseal`` does; ``bad-header`` for another kind, ``bad-hash`` for a chain that
    does not lead from one end of the header to the other.
    """
    opened = unseal(wire, find_key, receiving=receiving)
    header = opened.header
    if header.kind is not Kind.FEED or not opened.lines:
        raise EnvelopeRefused("bad-header")
    try:
        proof = bytes.fromhex(_DECODER.decode(opened.lines[0]).seal)
    except (*UNREADABLE, ValueError):
        raise EnvelopeRefused("bad-header") from None
    parts = read_parts(opened.lines[1:], header.from_seq, header.to_seq)
    lines = tuple(part for part in parts if isinstance(part, FeedLine))
    if not lines or len(lines) != len(parts):
        raise EnvelopeRefused("bad-header")
    chain, at = [], header.prev_hash
    for line in lines:
        at = link(at, line.replica_id, line.raw)
        chain.append(at)
    if at != header.head_hash:
        raise EnvelopeRefused("bad-hash")
    return Offer(header, lines, tuple(chain), proof)


def check_proof(offer: Offer, server_id: str, public_keys: Sequence[bytes]) -> None:
    """That the server, under one of the keys it ever had, signed the feed up to the offer's end; else ``bad-offer``."""
    signed = next((found for key in public_keys if (found := _signed(offer.proof, key))), None)
    if signed is None:
        raise EnvelopeRefused("bad-offer")
    asked = offer.header
    said = (signed.kind, signed.sender, signed.site_code, signed.to_seq, signed.head_hash)
    if said != (Kind.ACK, server_id, asked.site_code, asked.to_seq, asked.head_hash):
        raise EnvelopeRefused("bad-offer")


def _signed(proof: bytes, public_key: bytes) -> Header | None:
    try:
        return read_seal(proof, public_key)
    except EnvelopeRefused:
        return None
