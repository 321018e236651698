"""How personal data is shown to whoever may not see it whole."""

from __future__ import annotations

from typing import Protocol

from app.domain import text
from app.errors import Refusal

RESIDENT_ID_LENGTH = 15
"""The shortest resident number; travel permits are shorter and would show nearly whole."""

NEUTRAL_WORDS = "民生服务事项"
SHORTEST_REASON = 4


class Named(Protocol):
    """A catalogue item, or anything else that may be sensitive."""

    @property
    def name(self) -> str: ...
    @property
    def sensitive(self) -> bool: ...


def neutral(item: Named) -> str:
    """The item's name where others may read it; a sensitive one's neutral words (低保, 两癌, 信访, 矫正)."""
    words = str(getattr(item, "neutral_words", ""))
    return neutral_name(item.name, sensitive=item.sensitive, words=words)


def neutral_name(name: str, *, sensitive: bool, words: str = "") -> str:
    """The same for a case, which keeps its item's name and whether it is sensitive."""
    return (words or NEUTRAL_WORDS) if sensitive else name


def mask_id(number: str) -> str:
    """First six and last four stay: ``620902********1234``; of a shorter document only the last four."""
    if len(number) < RESIDENT_ID_LENGTH:
        return mask_id_public(number)
    return number[:6] + "*" * (len(number) - 10) + number[-4:]


def mask_id_public(number: str) -> str:
    """Only the last four stay: inside one village the first six are everybody's (realities)."""
    if len(number) <= 4:
        return "*" * len(number)
    return "*" * (len(number) - 4) + number[-4:]


def mask_name(name: str) -> str:
    """张三 → 张*, 张志生 → 张*生, 欧阳小明 → 欧**明: first and last character stay."""
    if len(name) <= 1:
        return name and "*"
    if len(name) == 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def mask_phone(phone: str) -> str:
    """138****1234; a landline keeps its area code and last four."""
    if "-" in phone:
        area, number = phone.split("-", 1)
        return f"{area}-{'*' * max(len(number) - 4, 0)}{number[-4:]}"
    if len(phone) <= 7:
        return "*" * len(phone)
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]


def reason_for_whole_numbers(reason: str) -> str:
    """Why numbers stand whole in what leaves the room, "" for masked ones; Refusal ``whole-numbers``."""
    wanted = reason.strip()
    if reason and len(text.clean(wanted)) < SHORTEST_REASON:
        raise Refusal(
            f"要带完整证件号，请写明用途（至少{SHORTEST_REASON}个字）。没有生成文件。",
            field="whole_ids",
            code="whole-numbers",
        )
    return wanted
