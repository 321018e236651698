"""A PC that must become another one is introduced to the township by its old key (design: sync 9.5, 10)."""

from __future__ import annotations

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Header, KeyFinder, seal
from sync.protocol.single_words import unseal_word

_ID_DIGITS, _KEY_DIGITS = 32, 64


class Introduction(msgspec.Struct, frozen=True):
    """Who the PC is from now on; ``proof`` is the new key's own signature over it, hex."""

    replica_id: str
    pc_code: str
    signing_public: str
    receiving_public: str
    proof: str = ""

    def said(self, former_id: str) -> bytes:
        """What the new key signs: itself, and whom it follows."""
        parts = (former_id, self.replica_id, self.pc_code, self.signing_public, self.receiving_public)
        return b"daiban-rekey-1|" + "|".join(parts).encode()


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Introduction)


def seal_introduction(
    header: Header, new: Introduction, old_key: Ed25519PrivateKey, new_key: Ed25519PrivateKey
) -> bytes:
    """The wire bytes, signed by both keys; ``header.kind`` must be SNAPSHOT and its sender the old PC."""
    proved = msgspec.structs.replace(new, proof=new_key.sign(new.said(header.sender)).hex())
    return seal(header, [_ENCODER.encode(proved)], old_key)


def unseal_introduction(wire: bytes, find_key: KeyFinder) -> tuple[Header, Introduction]:
    """The introduction in ``wire``, both signatures checked; raises EnvelopeRefused."""
    header, new = unseal_word(wire, find_key, _DECODER)
    try:
        key = Ed25519PublicKey.from_public_bytes(_hex(new.signing_public, _KEY_DIGITS))
        _hex(new.receiving_public, _KEY_DIGITS)
        _hex(new.replica_id, _ID_DIGITS)
        key.verify(bytes.fromhex(new.proof), new.said(header.sender))
    except ValueError:
        raise EnvelopeRefused("bad-header") from None
    except InvalidSignature:
        raise EnvelopeRefused("bad-signature") from None
    if len(new.pc_code) != 2 or not (new.pc_code.isascii() and new.pc_code.isalnum()):
        raise EnvelopeRefused("bad-header")
    return header, new


def _hex(word: str, digits: int) -> bytes:
    if len(word) != digits or set(word) - set("0123456789abcdef"):
        raise ValueError
    return bytes.fromhex(word)
