"""A day said so that a villager understands it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication


def spoken_day(day: date) -> str:
    """2026 年 11 月 27 日 星期五."""
    names = QCoreApplication.translate("SpokenDay", "一 二 三 四 五 六 日").split()
    words = QCoreApplication.translate("SpokenDay", "{0}年{1}月{2}日 星期{3}")
    return words.format(day.year, day.month, day.day, names[day.weekday()])
