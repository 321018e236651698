"""How a villager is named on screen: who, where, and a number with only its ends."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.rows import VillagerRow


def age_on(birth_on: date, day: date) -> int:
    """Full years on a day."""
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))


def villager_detail(row: VillagerRow, day: date) -> str:
    """Group, sex and age, masked number, telephone: enough to tell two of one name apart."""
    parts = [row.group, sex_words(row.sex)]
    if row.birth_on is not None:
        age = age_on(row.birth_on, day)
        parts.append(QCoreApplication.translate("VillagerWords", "{0}岁").format(age))
    no_number = QCoreApplication.translate("VillagerWords", "无证件号")
    last_four = QCoreApplication.translate("VillagerWords", "尾号 {0}").format(row.id_number[-4:])
    parts.append(last_four if row.id_number else no_number)
    parts.append(row.phone)
    return " · ".join(part for part in parts if part)


def sex_words(sex: str) -> str:
    """男 or 女, from the stored word."""
    man = QCoreApplication.translate("VillagerWords", "男")
    woman = QCoreApplication.translate("VillagerWords", "女")
    return {"male": man, "female": woman}.get(sex, sex)


def open_cases_words(row: VillagerRow) -> str:
    """How many cases of this person are open, or nothing."""
    if not row.open_cases:
        return ""
    return QCoreApplication.translate("VillagerWords", "在办 {0} 件").format(row.open_cases)
