"""The code on every paper: proves off line that a slip is the room's own, and says nothing about anybody."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from app import keystore
from app.domain import case_numbers
from app.errors import Refusal
from app.models.queries import prints
from app.models.register import Register

VERSION = "DB1"


@dataclass(frozen=True, slots=True)
class SlipChecked:
    """A true slip. ``known`` is False where this register does not hold the case or list itself."""

    case_no: str
    known: bool


def code_text(keys: keystore.Keys, case_no: str) -> str:
    """What the QR holds: ``DB1*number*key id*signature``, every character of QR's alphanumeric set.

    The signature is Ed25519 over ``DB1*number`` by the replica's key, base32 without padding.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    said = f"{VERSION}*{case_no}"
    signature = Ed25519PrivateKey.from_private_bytes(keys.signing).sign(said.encode())
    encoded = base64.b32encode(signature).decode().rstrip("=")
    return f"{said}*{keys.identity.key_id.upper()}*{encoded}"


def check(register: Register, text: str) -> SlipChecked:
    """Whether a scanned code is a true slip of a room whose keys this register holds.

    Refusals: ``not-a-slip`` (another kind of code), ``unknown-key``, ``false-slip``.
    """
    said, case_no, key_id, signature = _parts(text)
    with register.reading() as session:
        public_keys = prints.slip_keys(session, key_id)
        known = prints.case_key(session, case_no) is not None or prints.has_list(session, case_no)
    if not public_keys:
        raise Refusal(
            "这张单据不是本机认识的服务室开的，无法核验。请联系乡镇核对。", field="code", code="unknown-key"
        )
    if not any(_is_signed(public, signature, said) for public in public_keys):
        raise Refusal(
            "这张单据的签名不对，可能是伪造或被改动过。请以登记簿为准。", field="code", code="false-slip"
        )
    return SlipChecked(case_no, known)


def is_of_a_list(number: str) -> bool:
    """Whether this is the number of a hand-over list, which has letters before its first hyphen."""
    return not number.split("-")[0].isdigit() and number.replace("-", "").isalnum()


def _parts(text: str) -> tuple[bytes, str, str, bytes]:
    parts = text.strip().upper().split("*")
    try:
        version, number, key_id, encoded = parts
        signature = base64.b32decode(encoded + "=" * (-len(encoded) % 8))
    except (ValueError, binascii.Error):
        raise _not_a_slip() from None
    if version != VERSION:
        raise _not_a_slip()
    case_no = number if is_of_a_list(number) else str(case_numbers.parse(number))
    return f"{VERSION}*{number}".encode(), case_no, key_id.lower(), signature


def _not_a_slip() -> Refusal:
    return Refusal(
        "这不是本系统单据上的二维码。请扫描接收单、联系卡或登记本上的码。", field="code", code="not-a-slip"
    )


def _is_signed(public_key: str, signature: bytes, said: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, said)
    except InvalidSignature:
        return False
    return True
