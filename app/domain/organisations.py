"""Organisations as applicants, and their unified social credit codes (GB 32100-2015)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from app.errors import Refusal

CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The standard's 31 characters: no I, O, S, V, Z."""
_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
_FORM = re.compile(rf"[{CODE_CHARACTERS}]{{2}}[0-9]{{6}}[{CODE_CHARACTERS}]{{10}}")


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One 单位 as lists and pages show it; ``open_cases`` are those not yet finished."""

    organisation_id: str
    name: str
    credit_code: str
    contact: str
    phone: str
    address: str
    open_cases: int = 0


def check_character(first: str) -> str:
    """The 18th character of a code whose first 17 are ``first`` (GB 32100-2015, MOD 31)."""
    total = sum(
        weight * CODE_CHARACTERS.index(character) for weight, character in zip(_WEIGHTS, first, strict=True)
    )
    return CODE_CHARACTERS[(31 - total % 31) % 31]


def check_code(typed: str, *, field: str = "credit_code") -> str:
    """The code normalised, or "" for none; Refusal on ``field``.

    Codes: ``credit-length``, ``credit-characters``, ``credit-checksum``.
    """
    code = re.sub(r"[\s\-‐‑–—]+", "", unicodedata.normalize("NFKC", typed)).upper()
    if not code:
        return ""
    if len(code) != 18:
        raise Refusal(
            f"统一社会信用代码应是 18 位，现在是 {len(code)} 位。请对照执照补全或删去多出的。",
            field=field,
            code="credit-length",
        )
    if not _FORM.fullmatch(code):
        raise Refusal(
            "统一社会信用代码只用数字和大写字母（没有 I、O、S、V、Z），第 3 到 8 位是数字。请对照执照核对。",
            field=field,
            code="credit-characters",
        )
    if check_character(code[:17]) != code[17]:
        raise Refusal(
            "统一社会信用代码的最后一位对不上，可能有一位看错或打错了。请对照执照逐位核对。",
            field=field,
            code="credit-checksum",
        )
    return code
