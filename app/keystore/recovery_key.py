"""The recovery key as a person copies it from paper: eight groups, the last character of each checks the group."""

from __future__ import annotations

import unicodedata

from app.errors import Refusal
from app.ids import new_secret

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base32: no I, L, O, U; what is read as one of them is put right."""
GROUPS = 8
GROUP_CHARACTERS = 5
SECRET_BYTES = 20
_LOOKALIKES = str.maketrans("ILO", "110")
_CARRY = 0b100101
"""x^5 + x^2 + 1: in this field every wrong character and every swap of neighbours or of groups shows."""


def new() -> str:
    """A key nobody has had: 160 random bits in eight groups of five, ``ABCD7 …``."""
    return written(new_secret(SECRET_BYTES))


def written(secret: bytes) -> str:
    """20 bytes as groups with their check characters, one space between."""
    whole = int.from_bytes(secret, "big")
    values = [whole >> 5 * place & 31 for place in reversed(range(SECRET_BYTES * 8 // 5))]
    data = GROUP_CHARACTERS - 1
    groups = [values[start : start + data] for start in range(0, len(values), data)]
    return " ".join(
        "".join(ALPHABET[value] for value in (*group, _check(no, group)))
        for no, group in enumerate(groups, 1)
    )


def looks_like_one(typed: str) -> bool:
    """Whether this was meant to be a recovery key rather than a passphrase."""
    compact = _compact(typed)
    return len(compact) == GROUPS * GROUP_CHARACTERS and all(each in ALPHABET for each in compact)


def is_one(typed: str) -> bool:
    """Whether this is a recovery key without a slip of the hand."""
    return looks_like_one(typed) and not _wrong_groups(_compact(typed))


def read(typed: str) -> bytes:
    """The 20 bytes of a key as typed or scanned; Refusal ``recovery-key-form`` names the groups that are wrong."""
    compact = _compact(typed)
    if not looks_like_one(typed):
        raise _refused(
            f"恢复密钥是 {GROUPS} 组、每组 {GROUP_CHARACTERS} 个字母或数字，请照纸上从头再输一次。"
        )
    wrong = _wrong_groups(compact)
    if wrong:
        raise _refused(f"恢复密钥的第{'、'.join(map(str, wrong))}组输错了，请对照纸上再看一遍。")
    whole = 0
    for group in _values(compact):
        for value in group[:-1]:
            whole = whole << 5 | value
    return whole.to_bytes(SECRET_BYTES, "big")


def _wrong_groups(compact: str) -> list[int]:
    return [no for no, group in enumerate(_values(compact), 1) if _check(no, group[:-1]) != group[-1]]


def _values(compact: str) -> list[list[int]]:
    groups = [compact[at : at + GROUP_CHARACTERS] for at in range(0, len(compact), GROUP_CHARACTERS)]
    return [[ALPHABET.index(each) for each in group] for group in groups]


def _check(group_no: int, values: list[int]) -> int:
    """Its value belongs to this group at this place only."""
    total = group_no
    for value in values:
        total = _times_x(total) ^ value
    return _times_x(total)


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _CARRY if doubled & 32 else doubled


def _compact(typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(each for each in plain if each.isalnum()).translate(_LOOKALIKES)


def _refused(why: str) -> Refusal:
    return Refusal(f"{why}数据没有改动。", field="passphrase", code="recovery-key-form")
