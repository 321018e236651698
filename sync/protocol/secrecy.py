"""Payloads that only one register can read: age to its X25519 key (design: sync 4, 13).

age does not say who wrote a file; the envelope's signature, which covers the encrypted bytes, does.
"""

from __future__ import annotations

from sync.protocol.codes import EnvelopeRefused

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_CHARACTERS = 6
KEY_BYTES = 32


def encrypt_to(raw: bytes, receiving_public: bytes) -> bytes:
    """``raw`` for the holder of the private half of ``receiving_public`` (32 bytes) alone."""
    import pyrage

    recipient = pyrage.x25519.Recipient.from_str(_bech32("age", receiving_public))
    return bytes(pyrage.encrypt(raw, [recipient]))


def decrypt(packed: bytes, receiving: bytes) -> bytes:
    """The bytes meant for the holder of ``receiving``: one private key of 32 bytes, or several behind one another.

    EnvelopeRefused ``not-for-us``.
    """
    import pyrage

    keys = [receiving[at : at + KEY_BYTES] for at in range(0, len(receiving), KEY_BYTES)]
    openers = [pyrage.x25519.Identity.from_str(_bech32("age-secret-key-", key).upper()) for key in keys]
    try:
        return bytes(pyrage.decrypt(packed, openers))
    except pyrage.DecryptError:
        raise EnvelopeRefused("not-for-us") from None


def _bech32(prefix: str, data: bytes) -> str:
    """How age writes keys (BIP-173, without its length limit)."""
    values = _in_fives(data)
    seen = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = _polymod([*seen, *values, *([0] * _CHECK_CHARACTERS)]) ^ 1
    values += [(check >> 5 * (_CHECK_CHARACTERS - 1 - place)) & 31 for place in range(_CHECK_CHARACTERS)]
    return f"{prefix}1" + "".join(_ALPHABET[value] for value in values)


def _in_fives(data: bytes) -> list[int]:
    """The bits of ``data`` in groups of five, the last filled up with zeros."""
    number, bits = int.from_bytes(data, "big"), len(data) * 8
    fill = -bits % 5
    number, bits = number << fill, bits + fill
    return [(number >> shift) & 31 for shift in range(bits - 5, -1, -5)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            check ^= generator if (top >> place) & 1 else 0
    return check
