"""The township's invitation as it is printed and scanned: ``address#code``, parted into the two that enrolment asks for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from app.errors import Refusal

LONGEST = 300
"""Of an address with its code; anything longer was not scanned from an enrolment sheet."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where the township answers, and the one-time code; neither is checked beyond being there."""

    url: str
    code: str


def read_invitation(address: str, code: str = "") -> Invitation:
    """What was typed or scanned into one field or two; the whole text may stand in either.

    Full-width letters of a Chinese keyboard are read as what they mean. Raises Refusal on ``url`` or ``code``:
    ``url-missing``, ``code-missing``, ``two-codes``, ``invitation-form``.
    """
    address, code = _plain(address), _plain(code)
    if "#" in code:
        address, code = (code, "") if not address else (address, code.rpartition("#")[2])
    if len(address) > LONGEST or len(code) > LONGEST or address.count("#") > 1:
        raise Refusal(
            "扫到的不是登记单上的二维码。请扫登记单，或照单子填网址和登记码。",
            field="url",
            code="invitation-form",
        )
    url, _mark, scanned = (part.strip() for part in address.partition("#"))
    if not url:
        raise Refusal("请填写乡镇给的网址，或扫登记单上的二维码。", field="url", code="url-missing")
    if scanned and code and _letters(scanned) != _letters(code):
        raise Refusal(
            "网址后面带的登记码和这里填的不一样。请只留一个，以登记单为准。", field="code", code="two-codes"
        )
    if not (scanned or code):
        raise Refusal("请填写登记码（16 位，印在登记单上）。", field="code", code="code-missing")
    return Invitation(url, scanned or code)


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip()


def _letters(code: str) -> str:
    return "".join(one for one in code.upper() if one.isalnum())
