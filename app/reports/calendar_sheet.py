"""Reading a year's days off and make-up days from a simple list: a workbook or comma-separated text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO

from python_calamine import CalamineError, CalamineWorkbook

from app.domain.calendar import ListedDay
from app.errors import Refusal

DAY, KIND, NAME = "日期", "类型", "名称"
OFF_WORDS = ("放假", "休", "休息", "假", "节假日")
ON_WORDS = ("上班", "班", "补班", "调休上班", "调休")
LONGEST_LIST = 400
ENCODINGS = ("utf-8-sig", "gb18030")


def read_days(name: str, content: bytes) -> tuple[ListedDay, ...]:
    """The days of a list with the headings 日期, 类型 (放假 or 上班) and, if wanted, 名称.

    Refusals: ``calendar-file`` where it cannot be read, ``calendar-columns``, ``calendar-cell`` naming the line.
    """
    rows = _csv_rows(content) if name.lower().endswith((".csv", ".txt")) else _sheet_rows(content)
    head = next((n for n, row in enumerate(rows) if DAY in _texts(row)), None)
    if head is None or KIND not in _texts(rows[head]):
        raise _refusal(f"里没有“{DAY}”和“{KIND}”两栏", "columns")
    places = {
        word: _texts(rows[head]).index(word) for word in (DAY, KIND, NAME) if word in _texts(rows[head])
    }
    listed = [
        _listed(row, number, places)
        for number, row in enumerate(rows[head + 1 :], head + 2)
        if any(_texts(row))
    ]
    if len(listed) > LONGEST_LIST:
        raise _refusal(f"有 {len(listed)} 行，不像一年的放假安排", "file")
    return tuple(listed)


def _listed(row: Sequence[object], number: int, places: dict[str, int]) -> ListedDay:
    def said(word: str) -> object:
        at = places.get(word, len(row))
        return row[at] if at < len(row) else ""

    where = f"第 {number} 行"
    day, kind = said(DAY), str(said(KIND)).strip()
    if kind not in OFF_WORDS + ON_WORDS:
        raise _refusal(f"{where}的类型“{kind[:20]}”不对，只能填“放假”或“上班”", "cell")
    return ListedDay(where, _day(day, where), kind in ON_WORDS, str(said(NAME)).strip()[:20])


def _day(value: object, where: str) -> date:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = str(value).strip().replace("/", "-").replace(".", "-")
    for mark, instead in (("年", "-"), ("月", "-"), ("日", "")):
        text = text.replace(mark, instead)
    try:
        year, month, number = (int(part) for part in text.split("-"))
        return date(year, month, number)
    except ValueError:
        raise _refusal(f"{where}的日期“{str(value)[:20]}”不存在，请写成 2027-02-06", "date") from None


def _csv_rows(content: bytes) -> list[Sequence[object]]:
    for encoding in ENCODINGS:
        try:
            return list(csv.reader(StringIO(content.decode(encoding)), strict=True))
        except (UnicodeDecodeError, csv.Error):
            continue
    raise _refusal("不是能读的文本", "file")


def _sheet_rows(content: bytes) -> list[Sequence[object]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return [*book.get_sheet_by_index(0).to_python(skip_empty_area=False)]
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise _refusal("不是能读的工作簿", "file") from error


def _texts(row: Iterable[object]) -> list[str]:
    return [str(value).strip() for value in row]


def _refusal(what: str, code: str) -> Refusal:
    return Refusal(
        f"这份工作日表{what}。没有导入，原来的表仍在使用。", field="calendar", code=f"calendar-{code}"
    )
