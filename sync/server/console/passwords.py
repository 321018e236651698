"""Passwords of the console: how they are hashed (Argon2id) and which are too weak."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.domain import text
from app.errors import Refusal
from app.ids import new_secret

SHORTEST = 10
LONGEST = 128
SALT_BYTES = 16
DIGEST_BYTES = 32
MEMORY_KIB = 64 * 1024
PASSES = 3
LANES = 4
AT_ONCE = threading.BoundedSemaphore(2)
"""Each costs 64 MiB for a moment: a crowd at the door must not push the exchange out of memory."""


def hashed(password: str) -> str:
    """The password as a PHC string that holds its own salt and costs."""
    salt = new_secret(SALT_BYTES)
    with AT_ONCE:
        cost = Argon2id(
            salt=salt, length=DIGEST_BYTES, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB
        )
        return cost.derive_phc_encoded(_bytes(password))


def is_right(password: str, kept: str) -> bool:
    """Whether it is the password; takes as long where nothing is kept, so that names cannot be tried out."""
    with AT_ONCE:
        try:
            Argon2id.verify_phc_encoded(_bytes(password[:LONGEST]), kept or _nobodys())
        except InvalidKey:
            return False
    return bool(kept)


def checked(password: str, again: str, name: str) -> str:
    """A new password typed twice; Refusals ``password-…`` on ``password`` or ``again``."""
    plain = unicodedata.normalize("NFKC", password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise Refusal(
            f"口令要有 {SHORTEST} 到 {LONGEST} 个字符，可以用一句话。请重新设置。",
            field="password",
            code="password-length",
        )
    if len(set(plain)) < 4 or text.clean(plain).lower() == name.lower():
        raise Refusal("这个口令太容易猜到。请换一句别人想不到的话。", field="password", code="password-weak")
    if password != again:
        raise Refusal("两次输入的口令不一样。请重新输入。", field="again", code="password-again")
    return password


@cache
def _nobodys() -> str:
    cost = Argon2id(
        salt=bytes(SALT_BYTES), length=DIGEST_BYTES, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB
    )
    return cost.derive_phc_encoded(new_secret())


def _bytes(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
