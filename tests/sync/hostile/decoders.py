"""Every decoder of the protocol under one shape, and a key that each of them trusts."""

from __future__ import annotations

from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.protocol.answers import unseal_answer
from sync.protocol.blobs import BLOB_CODES, BlobAnswer, indices, unseal_message
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.digests import unseal_question
from sync.protocol.envelope import Header, read_seal, unseal
from sync.protocol.offers import check_proof, unseal_offer
from sync.protocol.rekeying import unseal_introduction
from sync.protocol.speaking import unseal_speaks
from tests.sync.hostile.envelopes import Sender

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
_RECEIVER = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
RECEIVING = _RECEIVER.private_bytes_raw()
BY = Sender(
    KEY, "a1" * 16, "b2" * 16, "620902101201", receiving_public=_RECEIVER.public_key().public_bytes_raw()
)

Decoder = Callable[[bytes], object]


def find_key(header: Header) -> bytes:
    """The one key we trust; another sender is unknown."""
    if header.sender != BY.sender:
        raise EnvelopeRefused("unknown-replica")
    return PUBLIC


def _batch(wire: bytes) -> object:
    return unseal(wire, find_key, receiving=RECEIVING)


def _answer(wire: bytes) -> object:
    return unseal_answer(wire, find_key, receiving=RECEIVING)


def _message(wire: bytes) -> object:
    opened = unseal_message(wire, find_key, receiving=RECEIVING)
    return indices(opened.message.missing) if isinstance(opened.message, BlobAnswer) else opened


def _offer(wire: bytes) -> object:
    offer = unseal_offer(wire, find_key, receiving=RECEIVING)
    check_proof(offer, BY.sender, [PUBLIC])
    return offer


def _question(wire: bytes) -> object:
    _header, question = unseal_question(wire, find_key)
    return question.counted()


def _introduction(wire: bytes) -> object:
    return unseal_introduction(wire, find_key)


def _speaks(wire: bytes) -> object:
    return unseal_speaks(wire, find_key)


def _seal(wire: bytes) -> object:
    return read_seal(wire, PUBLIC)


DECODERS: tuple[Decoder, ...] = (_batch, _answer, _message, _offer, _question, _introduction, _speaks, _seal)


def opened(decoder: Decoder, wire: bytes) -> str:
    """The word ``ok``, or the one under which it was refused; every other exception goes through."""
    word = "ok"
    try:
        decoder(wire)
    except EnvelopeRefused as refused:
        word = refused.code
    assert word in CODES.keys() | BLOB_CODES.keys()
    return word
