"""Hiding ID numbers and mobile numbers wherever they were written, also in the middle of a note."""

from __future__ import annotations

import re

from app.domain.masking import mask_id_public, mask_phone

_ALONE = r"(?<![0-9A-Za-z])"
_ID = re.compile(_ALONE + r"[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(_ALONE + r"1[3-9][0-9]{9}(?![0-9A-Za-z])")


def hide_numbers(value: object) -> object:
    """Text, and every text inside lists and objects, with its numbers masked; everything else as it is."""
    if isinstance(value, str):
        hidden = _ID.sub(lambda found: mask_id_public(found[0]), value)
        return _MOBILE.sub(lambda found: mask_phone(found[0]), hidden)
    if isinstance(value, list):
        return [hide_numbers(part) for part in value]
    if isinstance(value, dict):
        return {name: hide_numbers(part) for name, part in value.items()}
    return value
