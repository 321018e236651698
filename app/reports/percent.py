"""A share as a number and as a formula: rounded half up to 0.1 %, never 100 % unless all of them."""

from __future__ import annotations

from app.domain.rate_definitions import EMPTY


def share(part: int, whole: int) -> float | str:
    """``part`` ÷ ``whole`` to three decimals, or the words for an empty denominator."""
    if whole == 0:
        return EMPTY
    if part == whole:
        return 1
    # whole numbers, because 0.0005 has no exact binary fraction and must still round up
    return min(999, (2000 * part + whole) // (2 * whole)) / 1000


def share_formula(part: str, whole: str) -> str:
    """The same rule for a spreadsheet; ``part`` and ``whole`` are cell names."""
    rounded = f"MIN(0.999,ROUND({part}/{whole},3))"
    return f'=IF({whole}=0,"{EMPTY}",IF({part}={whole},1,{rounded}))'
