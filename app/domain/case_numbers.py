"""Case numbers: made so that paper, QR code and a voice on the telephone carry them without error.

``101201-261122-A1-0078`` = last six digits of the site code – yymmdd – PC code – sequence of the day – check
character. The check character is ISO 7064 MOD 37,36 over all letters and digits before it (hyphens left
out), so any checker of that standard accepts our numbers.

No number ever holds the letters I or O, which a reader takes for 1 and 0. MOD 37,36 would give one of them
as the check character for about one number in eighteen; **such a sequence number is never used**
(``is_usable``), and ``next_number`` steps over it. The gap is the same for everybody who recomputes it, so the
yearly book can explain it. In return whatever looks like I or O in a typed number can be read as 1 or 0.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.errors import Defect, Refusal

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PC_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
PC_CODES = tuple(letter + digit for letter in PC_LETTERS for digit in "123456789")

_COMPACT = re.compile(r"([0-9]{6})([0-9]{6})([A-HJ-NP-Z][1-9])([0-9]{3,})([0-9A-HJ-NP-Z])")
_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−_./·]+")
_LOOKALIKES = str.maketrans("IO", "10")


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """One number in its parts; ``str()`` gives the canonical text. ``site_digits`` are six digits."""

    site_digits: str
    day: date
    pc_code: str
    sequence: int
    check: str

    def __str__(self) -> str:
        return f"{self.site_digits}-{self.day:%y%m%d}-{self.pc_code}-{self.sequence:03d}{self.check}"

    @property
    def tail(self) -> str:
        """The last group, as people say it aloud: sequence and check character."""
        return f"{self.sequence:03d}{self.check}"


def check_character(text: str) -> str:
    """ISO 7064 MOD 37,36 over ``text`` (0-9A-Z)."""
    product = 36
    for character in text:
        product = ((product + ALPHABET.index(character)) % 36 or 36) * 2 % 37
    return ALPHABET[(1 - product) % 36]


def is_usable(site_code: str, day: date, pc_code: str, sequence: int) -> bool:
    """False for the sequence numbers that are left out because their check character would be I or O."""
    return check_character(_body(site_code, day, pc_code, sequence)) not in "IO"


def make(site_code: str, day: date, pc_code: str, sequence: int) -> CaseNumber:
    """The number with exactly this sequence; a Defect where ``is_usable`` says no (use ``next_number``)."""
    if pc_code not in PC_CODES or sequence < 1 or not re.fullmatch(r"[0-9]{6,}", site_code):
        raise Defect("a case number needs a numeric site code, a PC code and a sequence from 1")
    check = check_character(_body(site_code, day, pc_code, sequence))
    if check in "IO":
        raise Defect(f"sequence {sequence} is left out on this day: its check character is {check}")
    return CaseNumber(site_code[-6:], day, pc_code, sequence, check)


def next_number(site_code: str, day: date, pc_code: str, last_sequence: int) -> CaseNumber:
    """The first usable number after ``last_sequence`` (0 before the day's first case).

    Keep the ``sequence`` of what comes back as the day's last one; do not count cases instead.
    """
    sequence = last_sequence + 1
    while not is_usable(site_code, day, pc_code, sequence):
        sequence += 1
    return make(site_code, day, pc_code, sequence)


def parse(text: str) -> CaseNumber:
    """A number as people type, scan or say it: any case, width, spaces, with or without hyphens.

    Raises Refusal on ``case_no``: ``case-no-form`` where it cannot be one, ``case-no-check`` where a
    character was misread.
    """
    compact = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper().translate(_LOOKALIKES)
    found = _COMPACT.fullmatch(compact)
    if found is None:
        raise _form_refusal()
    site_digits, day_text, pc_code, sequence_text, check = found.groups()
    if check_character(compact[:-1]) != check:
        raise Refusal(
            "这个办件号的校验字符不对，可能有一位看错或打错了。请对照纸上的号码再输一遍，或扫一下二维码。",
            field="case_no",
            code="case-no-check",
        )
    sequence = int(sequence_text)
    if f"{sequence:03d}" != sequence_text or sequence == 0:
        raise _form_refusal()
    return CaseNumber(site_digits, _day(day_text), pc_code, sequence, check)


def next_pc_code(taken: Collection[str]) -> str:
    """The first free PC code of a site: A1, A2 … A9, B1 … Z9 (without I and O)."""
    for code in PC_CODES:
        if code not in taken:
            return code
    raise Refusal(
        "本服务机构的电脑代号已经用完（216 个）。请联系乡镇管理员。",
        field="pc_code",
        code="pc-codes-used-up",
    )


def random_pc_code(number: int, taken: Collection[str] = ()) -> str:
    """A PC code chosen by ``number`` (any non-negative random integer), none of ``taken``.

    A restored or copied register takes one before it may number a case (sync 1).
    """
    free = [code for code in PC_CODES if code not in taken]
    if not free:
        return next_pc_code(taken)
    return free[number % len(free)]


def check_pc_code(text: str) -> str:
    """A typed PC code, normalised; Refusal on ``pc_code`` where it is none."""
    code = unicodedata.normalize("NFKC", text).strip().upper()
    if code not in PC_CODES:
        raise Refusal(
            "电脑代号是一个字母加一个数字，如 A1、A2（不用字母 I 和 O，数字从 1 到 9）。",
            field="pc_code",
            code="pc-code",
        )
    return code


def _body(site_code: str, day: date, pc_code: str, sequence: int) -> str:
    return f"{site_code[-6:]}{day:%y%m%d}{pc_code}{sequence:03d}"


def _day(text: str) -> date:
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        raise _form_refusal() from None


def _form_refusal() -> Refusal:
    return Refusal(
        "这不是完整的办件号。办件号形如 101201-261122-A1-0078：机构后六位、年月日、电脑代号、当日序号加校验字符。",
        field="case_no",
        code="case-no-form",
    )
