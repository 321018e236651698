"""How personal data is shown to whoever may not see it whole."""

from __future__ import annotations

RESIDENT_ID_LENGTH = 15
"""The shortest resident number; travel permits are shorter and would show nearly whole."""


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
