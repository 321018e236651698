"""Resident identity numbers (GB 11643): checked by date and check character, never by region.

The region part is where the number was given out, often decades after birth, so it says nothing that could
refuse a villager. Numbers of the HK, Macao and Taiwan residence permits (81, 82, 83) have the same form.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from app.errors import Refusal

OLDEST_YEARS = 130
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCE_RANGES = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number that passed. ``sex`` is ``male`` or ``female``; ``warnings`` are sentences, never refusals."""

    number: str
    birth_on: date
    sex: str
    warnings: tuple[str, ...] = ()

    @property
    def permit(self) -> bool:
        """Whether it stands on a residence permit for HK, Macao or Taiwan residents."""
        return self.number[:2] in ("81", "82", "83")


def normalise(text: str) -> str:
    """Half-width, without spaces and hyphens, X in upper case; still to be checked."""
    return re.sub(r"[\s\-‐‑–—]+", "", unicodedata.normalize("NFKC", text)).upper()


def check(text: str, today: date, *, field: str = "id_number") -> IdentityNumber:
    """The number in ``text`` as of ``today``; Refusal on ``field``.

    Codes: ``id-empty``, ``id-old``, ``id-length``, ``id-characters``, ``id-date``, ``id-future``, ``id-age``,
    ``id-checksum``.
    """
    number = normalise(text)
    _check_form(number, field)
    birth_on = _birth_on(number, today, field)
    if _CHECKS[sum(w * int(d) for w, d in zip(_WEIGHTS, number[:17], strict=True)) % 11] != number[17]:
        raise Refusal(
            "身份证号的最后一位对不上，可能有一位看错或打错了。请对照证件逐位核对。",
            field=field,
            code="id-checksum",
        )
    warnings: tuple[str, ...] = ()
    if not any(first <= int(number[:2]) <= last for first, last in _PROVINCE_RANGES):
        warnings = ("身份证号开头两位不是已知的省份代码，请再核对一遍证件。",)
    return IdentityNumber(number, birth_on, "male" if int(number[16]) % 2 else "female", warnings)


def _check_form(number: str, field: str) -> None:
    if not number:
        raise Refusal("请填身份证号；确实没有的，请写明原因。", field=field, code="id-empty")
    if re.fullmatch(r"[0-9]{15}", number):
        raise Refusal(
            "这是 15 位的旧号码，已经停用。请看第二代身份证或户口簿上的 18 位号码。",
            field=field,
            code="id-old",
        )
    if len(number) != 18:
        raise Refusal(
            f"身份证号应是 18 位，现在是 {len(number)} 位。请对照证件补全或删去多出的。",
            field=field,
            code="id-length",
        )
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise Refusal(
            "身份证号只能有数字，最后一位可以是 X。请看看有没有把字母 O、I 当成数字。",
            field=field,
            code="id-characters",
        )


def _birth_on(number: str, today: date, field: str) -> date:
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    try:
        birth_on = date(year, month, day)
    except ValueError:
        raise Refusal(
            f"身份证号里的出生日期 {year:04d} 年 {month} 月 {day} 日不存在。请对照证件核对第 7 到 14 位。",
            field=field,
            code="id-date",
        ) from None
    if birth_on > today:
        raise Refusal(
            f"身份证号里的出生日期 {year:04d} 年 {month} 月 {day} 日还没有到。请核对证件，也看看电脑的日期对不对。",
            field=field,
            code="id-future",
        )
    if (today.year - birth_on.year - ((today.month, today.day) < (month, day))) > OLDEST_YEARS:
        raise Refusal(
            f"按身份证号这个人已超过 {OLDEST_YEARS} 岁（{year:04d} 年出生）。请对照证件核对第 7 到 10 位。",
            field=field,
            code="id-age",
        )
    return birth_on
