"""Enrolment: a paper code proves two machines to each other before either trusts a key (design: sync 9)."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import scrypt, sha256

import msgspec

from app.errors import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base32: no I, L, O, U; what is read wrongly is put right by ``read_code``."""
FIND_CHARACTERS = 4
SECRET_CHARACTERS = 12
VALID_HOURS = 72
TRIES = 5
SCRYPT_COST = 1 << 15
PLAIN_HTTP_PIN = bytes(32)
"""Stands for the certificate's hash where there is none: plain HTTP on loopback."""

_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None, "\u3000": None})


class StartRequest(msgspec.Struct, frozen=True, kw_only=True):
    """First call: who asks, and for which code; nothing secret. Keys and ids are hex."""

    find: str
    replica_id: str
    site_code: str
    pc_code: str
    signing_public: str
    receiving_public: str


class StartAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The code's salt and the server's own side."""

    salt: str
    server_id: str
    signing_public: str
    receiving_public: str


class FinishRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Second call: the same facts, and the proof that the code is known."""

    start: StartRequest
    proof: str


class FinishAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The server's proof, and what the room needs to begin. ``pc_code`` is for new case numbers."""

    proof: str
    pc_code: str
    township_code: str
    township_name: str
    epoch: str


class RefusedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Either call, refused. ``proof``: the server's, where the room shall do more than tell its cadre."""

    code: str
    sentence: str
    proof: str = ""


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A code as typed: what finds it, and what proves it."""

    find: str
    secret: str

    def written(self) -> str:
        """In groups of four, for paper and screen."""
        whole = self.find + self.secret
        return "-".join(whole[i : i + 4] for i in range(0, len(whole), 4))


def new_code() -> PaperCode:
    """A fresh code: 20 bits to find it, 60 bits of secret."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(FIND_CHARACTERS + SECRET_CHARACTERS))
    return PaperCode(drawn[:FIND_CHARACTERS], drawn[FIND_CHARACTERS:])


def read_code(typed: str) -> PaperCode:
    """What was typed, put right; raises Refusal ``code-form`` where it cannot be a code."""
    drawn = typed.strip().upper().translate(_MISREAD)
    if len(drawn) != FIND_CHARACTERS + SECRET_CHARACTERS or any(c not in ALPHABET for c in drawn):
        raise Refusal("登记码应是 16 位字母和数字，请对照登记单重新输入。", field="code", code="code-form")
    return PaperCode(drawn[:FIND_CHARACTERS], drawn[FIND_CHARACTERS:])


def stretch(secret: str, salt: bytes) -> bytes:
    """K of the design: scrypt over the secret characters; 32 MiB and some 0.1 s."""
    return scrypt(secret.encode(), salt=salt, n=SCRYPT_COST, r=8, p=1, maxmem=64 << 20, dklen=32)


def transcript(start: StartRequest, server: StartAnswer, certificate_pin: bytes) -> bytes:
    """All that both sides must agree on, as 32 bytes. ``certificate_pin`` is SHA-256 of the TLS public key."""
    said = (
        start.find,
        start.replica_id,
        start.site_code,
        start.pc_code,
        start.signing_public,
        start.receiving_public,
        server.salt,
        server.server_id,
        server.signing_public,
        server.receiving_public,
        certificate_pin.hex(),
    )
    return sha256(msgspec.json.encode(("daiban-enrolment-1", *said))).digest()


def room_proof(key: bytes, said: bytes) -> str:
    """The room's proof that it knows the code, hex."""
    return hmac.digest(key, b"room|" + said, "sha256").hex()


def server_proof(key: bytes, said: bytes, answer_part: str) -> str:
    """The server's proof, hex, over the transcript and over what it hands out (``granted_part``)."""
    return hmac.digest(key, b"server|" + said + answer_part.encode(), "sha256").hex()


def refusal_proof(key: bytes, said: bytes, code: str) -> str:
    """The server's proof, hex, that it is who knows the code and refuses with this word."""
    return hmac.digest(key, b"refused|" + said + code.encode(), "sha256").hex()


def granted_part(answer: FinishAnswer) -> str:
    """What the server's proof also covers: nobody between may change the granted facts."""
    granted = (answer.pc_code, answer.township_code, answer.township_name, answer.epoch)
    return msgspec.json.encode(granted).decode()


def proof_holds(expected: str, given: str) -> bool:
    """Compared in constant time; anything that is not hex of the right length does not hold."""
    return hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace"))
