"""Telephone numbers as a villager gives them: mobile or landline, or none."""

from __future__ import annotations

import re
import unicodedata

from app.errors import Refusal


def check(text: str, *, field: str = "phone") -> str:
    """The number normalised (``13812341234``, ``0937-2612345``), or "" for none; Refusal on ``field``.

    Codes: ``phone-characters``, ``phone-mobile-length``, ``phone-mobile-start``, ``phone-landline``,
    ``phone-length``.
    """
    plain = re.sub(r"[\s\-‐‑–—()]+", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"^(\+86|0086|\+086)", "", plain)
    if re.fullmatch(r"86(1[3-9][0-9]{9})", plain):
        plain = plain[2:]
    if not plain:
        return ""
    if not re.fullmatch(r"[0-9]+", plain):
        raise Refusal("电话号码只能有数字。分机号请写在备注里。", field=field, code="phone-characters")
    if plain.startswith("0"):
        return _landline(plain, field)
    if plain.startswith("1"):
        return _mobile(plain, field)
    if len(plain) in (7, 8):
        raise Refusal("固定电话请带上区号，如 0937-2612345。", field=field, code="phone-landline")
    raise Refusal(
        f"这个电话有 {len(plain)} 位，不像手机号（11 位，1 开头）或带区号的固定电话。请核对。",
        field=field,
        code="phone-length",
    )


def _mobile(plain: str, field: str) -> str:
    if len(plain) != 11:
        raise Refusal(
            f"手机号应是 11 位，现在是 {len(plain)} 位。请核对。", field=field, code="phone-mobile-length"
        )
    if plain[1] not in "3456789":
        raise Refusal("手机号的第二位应是 3 到 9。请核对。", field=field, code="phone-mobile-start")
    return plain


def _landline(plain: str, field: str) -> str:
    """Area codes: 010 and 02x have three digits, all others four; the number itself has seven or eight."""
    area = 3 if plain[1:2] in ("1", "2") else 4
    if not 7 <= len(plain) - area <= 8 or plain[area] in "01":
        raise Refusal(
            f"固定电话应是区号加 7 或 8 位号码，如 0937-2612345；现在共 {len(plain)} 位。请核对。",
            field=field,
            code="phone-landline",
        )
    return f"{plain[:area]}-{plain[area:]}"
