"""Stretches of days that are asked for by name."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class Span(StrEnum):
    ANY = "any"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    LAST_MONTH = "last_month"
    YEAR = "year"
    LAST_YEAR = "last_year"
    CHOSEN = "chosen"


def span_words(span: Span) -> str:
    """What a stretch is called."""
    return {
        Span.ANY: QCoreApplication.translate("Spans", "不限日期"),
        Span.TODAY: QCoreApplication.translate("Spans", "今天"),
        Span.WEEK: QCoreApplication.translate("Spans", "本周"),
        Span.MONTH: QCoreApplication.translate("Spans", "本月"),
        Span.LAST_MONTH: QCoreApplication.translate("Spans", "上月"),
        Span.YEAR: QCoreApplication.translate("Spans", "今年"),
        Span.LAST_YEAR: QCoreApplication.translate("Spans", "去年"),
        Span.CHOSEN: QCoreApplication.translate("Spans", "自选日期"),
    }[span]


def span_days(span: Span, day: date) -> tuple[date | None, date | None]:
    """First and last day of a stretch as seen on ``day``; None where it is open. CHOSEN is nobody's here."""
    first_of_month = day.replace(day=1)
    last_month = (first_of_month - timedelta(days=1)).replace(day=1)
    return {
        Span.ANY: (None, None),
        Span.TODAY: (day, day),
        Span.WEEK: (day - timedelta(days=day.weekday()), day),
        Span.MONTH: (first_of_month, day),
        Span.LAST_MONTH: (last_month, first_of_month - timedelta(days=1)),
        Span.YEAR: (date(day.year, 1, 1), day),
        Span.LAST_YEAR: (date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
        Span.CHOSEN: (None, None),
    }[span]


def span_of(first: date | None, last: date | None, day: date) -> Span:
    """The name of a stretch given by its days, CHOSEN where it has none."""
    for span in Span:
        if span is not Span.CHOSEN and span_days(span, day) == (first, last):
            return span
    return Span.CHOSEN
