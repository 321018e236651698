"""Why numbers are missing in the register book: never used, reserved, spoiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.domain import case_numbers

UNUSED = "预留在空白登记本上，还没有录入"
SPOILED = "预留后作废：{0}"
UNKNOWN = "缘由不明，请负责人查明后写在这里"


def explained(
    site_code: str, numbers: Sequence[str], reserved: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Each number that lies between the first and last of its day and PC and is no case, with the reason.

    Sequences whose check character would be I or O are never given to anybody and are not listed.
    """
    highest: dict[tuple[date, str], int] = {}
    for number in map(case_numbers.parse, numbers):
        key = (number.day, number.pc_code)
        highest[key] = max(highest.get(key, 0), number.sequence)
    taken = set(numbers)
    gaps: list[tuple[str, str]] = []
    for (day, pc_code), last in sorted(highest.items()):
        for sequence in range(1, last):
            if not case_numbers.is_usable(site_code, day, pc_code, sequence):
                continue
            missing = str(case_numbers.make(site_code, day, pc_code, sequence))
            if missing not in taken:
                gaps.append((missing, _reason(reserved, missing)))
    return tuple(gaps)


def _reason(reserved: Mapping[str, str], number: str) -> str:
    if number not in reserved:
        return UNKNOWN
    return SPOILED.format(reserved[number]) if reserved[number] else UNUSED
