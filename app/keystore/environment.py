"""The passphrase and the recovery key as a terminal gives them, the same for every program."""

from __future__ import annotations

import os

from app.errors import Refusal
from app.keystore import recovery_key

PASSPHRASE_VARIABLE = "DAIBAN_PASSPHRASE"
RECOVERY_VARIABLE = "DAIBAN_RECOVERY"


def passphrase_given() -> str | None:
    """The passphrase from the environment, None where there is none or only white space.

    Where the machine's language cannot say it (C, POSIX) its bytes are taken as UTF-8, so that the same words
    open the register from every terminal. Refusal ``passphrase-not-utf8``.
    """
    said = os.environ.get(PASSPHRASE_VARIABLE, "")
    try:
        said.encode()
    except UnicodeEncodeError:
        return _utf8(os.fsencode(said))
    return said if said.strip() else None


def recovery_key_given() -> str | None:
    """The recovery key from the environment, None where there is none; Refusal ``recovery-key-form``."""
    typed = os.environ.get(RECOVERY_VARIABLE, "").strip()
    if not typed:
        return None
    recovery_key.read(typed)
    return typed


def _utf8(said: bytes) -> str:
    try:
        return said.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(
            f"环境变量 {PASSPHRASE_VARIABLE} 里的口令不是 UTF-8 文字。请换用 UTF-8 的终端再试。",
            field="passphrase",
            code="passphrase-not-utf8",
        ) from None
