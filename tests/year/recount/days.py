"""Working days of the mainland, from the year tables as files have them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

CHINA = timezone(timedelta(hours=8))
TABLES = Path(__file__).parents[3] / "resources" / "calendar"


def day_of(text: str) -> date:
    """The day in China of an instant, or a day as it stands."""
    if len(text) == 10:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(CHINA).date()


class WorkingDays:
    """``published`` are documents that came later than the files and replace a year."""

    def __init__(self, published: list[str]) -> None:
        self._off: dict[date, bool] = {}
        documents = [file.read_text(encoding="utf-8") for file in sorted(TABLES.glob("*.json"))]
        years: dict[int, Mapping[str, Mapping[str, str]]] = {}
        for text in (*documents, *published):
            table = json.loads(text)
            years[table["year"]] = table
        for table in years.values():
            self._off |= {date.fromisoformat(day): True for day in table["off"]}
            self._off |= {date.fromisoformat(day): False for day in table["on"]}

    def works(self, day: date) -> bool:
        return not self._off.get(day, day.weekday() >= 5)

    def between(self, after: date, upto: date) -> int:
        """How many lie after the first day, up to and with the second."""
        return sum(map(self.works, _days(after + timedelta(1), upto)))

    def walk(self, start: date, count: int, still: list[tuple[date, date]]) -> date:
        """``count`` working days on from ``start``; days after a stop began and up to its end are none."""
        day = start
        while count > 0 or any(begun <= day < over for begun, over in still):
            day += timedelta(1)
            if self.works(day) and not any(begun < day <= over for begun, over in still):
                count -= 1
        return day


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(1)
