"""Hiding ID numbers and mobile numbers wherever they were written, also in the middle of a note."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.domain.masking import mask_id_public, mask_phone

_ALONE = r"(?<![0-9A-Za-z])"
_OF_15 = (
    r"[0-9]{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}"  # the old kind, known by its birth date
)
_ID = re.compile(_ALONE + rf"(?:[0-9]{{17}}[0-9Xx]|{_OF_15})(?![0-9A-Za-z])")
_MOBILE = re.compile(_ALONE + r"1[3-9][0-9]{9}(?![0-9A-Za-z])")


def hide_ids(words: str, mask: Callable[[str], str] = mask_id_public) -> str:
    """Text with every resident ID number in it, of 18 digits or of the old 15, masked."""
    return _ID.sub(lambda found: mask(found[0]), words)


def hide_numbers(value: object) -> object:
    """Text, and every text inside lists and objects, with its numbers masked; everything else as it is."""
    if isinstance(value, str):
        return _MOBILE.sub(lambda found: mask_phone(found[0]), hide_ids(value))
    if isinstance(value, list):
        return [hide_numbers(part) for part in value]
    if isinstance(value, dict):
        return {name: hide_numbers(part) for name, part in value.items()}
    return value
