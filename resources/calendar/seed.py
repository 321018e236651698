"""Write the working-day tables of this folder: published years from chinese_calendar, later ones provisional.

Run ``.venv/bin/python resources/calendar/seed.py`` from the checkout after chinese_calendar (a development
dependency) has learnt a new year, and commit what changed.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

from chinese_calendar import constants

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from app.domain.calendar import YearTable, to_document  # noqa: E402

FIRST_YEAR = 2020

# First day of the Spring Festival, 清明, 端午, 中秋: astronomical dates, no arrangement of days off yet.
FESTIVALS = {
    2027: ((2, 6), (4, 5), (6, 9), (9, 15)),
    2028: ((1, 26), (4, 4), (5, 28), (10, 3)),
    2029: ((2, 13), (4, 4), (6, 16), (9, 22)),
    2030: ((2, 3), (4, 5), (6, 5), (9, 12)),
}


def published(year: int) -> YearTable:
    off = {day: words(value) for day, value in constants.holidays.items() if day.year == year}
    on = {day: words(value) for day, value in constants.workdays.items() if day.year == year}
    return YearTable(year, True, off, on, f"国务院办公厅关于{year}年部分节假日安排的通知")


def provisional(year: int) -> YearTable:
    spring, *others = (date(year, month, day) for month, day in FESTIVALS[year])
    off = {spring + timedelta(step): "春节" for step in range(-1, 3)}
    off |= dict(zip(others, ("清明节", "端午节", "中秋节"), strict=True))
    off |= {date(year, 1, 1): "元旦", date(year, 5, 1): "劳动节", date(year, 5, 2): "劳动节"}
    off |= {date(year, 10, day): "国庆节" for day in (1, 2, 3)}
    return YearTable(year, False, off, {}, "暂定：只有法定节日，放假安排以国务院办公厅通知为准")


def words(value: str) -> str:
    chinese: str = next(holiday.chinese for holiday in constants.Holiday if holiday.value == value)
    return chinese + "节" if chinese in ("清明", "端午", "中秋") else chinese


def main() -> None:
    known = sorted({day.year for day in constants.holidays if day.year >= FIRST_YEAR})
    tables = [published(year) for year in known]
    tables += [provisional(year) for year in FESTIVALS if year not in known]
    for table in tables:
        (HERE / f"{table.year}.json").write_text(to_document(table), encoding="utf-8")


if __name__ == "__main__":
    main()
