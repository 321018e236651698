"""Reading a catalogue back from a workbook: the whole of it, or every cell that is wrong, by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from app.domain.catalogue.documents import read_item, whole
from app.domain.catalogue.fields import Flaw, Row
from app.domain.catalogue.items import Catalogue, ServiceItem, plain
from app.errors import Refusal
from app.reports.catalogue_columns import (
    ABOUT,
    COUNTINGS,
    HEAD,
    HEAD_WORDS,
    ITEM_CODE,
    ITEMS,
    SHEETS,
    YES_WORDS,
    Column,
    SheetPlan,
)

YES = ("是", "有", "√", "✓", "1", "Y", "y")
NO = ("", "否", "无", "×", "0", "N", "n")
LONGEST_SHEET = 5000

Cells = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that is wrong; ``cell`` is as the spreadsheet names it, "" where a whole sheet is meant."""

    sheet: str
    cell: str
    what: str

    @property
    def sentence(self) -> str:
        return f"工作表“{self.sheet}”{self.cell and f' {self.cell}'}{self.what}"


@dataclass(frozen=True, slots=True)
class CatalogueRead:
    """``catalogue`` is None as soon as there is one problem: nothing is taken by halves."""

    catalogue: Catalogue | None
    problems: tuple[CellProblem, ...] = ()


@dataclass(slots=True)
class _Line:
    """One row of a sheet: what its cells say, and where each stands."""

    values: dict[str, object]
    cells: dict[str, str]

    def cell(self, name: str) -> str:
        return self.cells.get(name) or next(iter(self.cells.values()), "")


@dataclass(slots=True)
class _Book:
    lines: dict[str, list[_Line]] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)

    def complain(self, sheet: str, cell: str, what: str) -> None:
        self.problems.append(CellProblem(sheet, cell, what))


def read_catalogue(content: bytes) -> CatalogueRead:
    """The catalogue of a workbook, or what is wrong with it; Refusal ``catalogue-workbook`` for no workbook at all."""
    try:
        opened = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = {
            name: opened.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in opened.sheet_names
        }
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal(
            "这个文件不是能读的工作簿（.xlsx），没有导入，原来的目录仍在使用。请用 WPS 或 Excel 另存后再试。",
            field="catalogue",
            code="catalogue-workbook",
        ) from error
    book = _Book()
    for plan in SHEETS:
        if plan.name in sheets:
            book.lines[plan.name] = _lines(book, plan, sheets[plan.name])
        else:
            book.complain(plan.name, "", "不在工作簿里")
    head = _head(book, sheets.get(ABOUT))
    items = _items(book)
    made = None
    if not book.problems:
        try:
            made = whole(head, items)
        except Flaw as flaw:
            book.complain(ABOUT, _head_cell(flaw.name), flaw.what)
    return CatalogueRead(made, tuple(book.problems))


def _lines(book: _Book, plan: SheetPlan, cells: Cells) -> list[_Line]:
    headings = [_words(value) for value in cells[0]] if cells else []
    places = {c.field: headings.index(c.heading) for c in plan.columns if c.heading in headings}
    for column in plan.columns:
        if column.field not in places:
            book.complain(plan.name, "", f"缺少“{column.heading}”一栏，请在第 1 行补上")
        elif headings.count(column.heading) > 1:
            book.complain(plan.name, "", f"有两栏都叫“{column.heading}”")
    if len(places) < len(plan.columns):
        return []
    if len(cells) > LONGEST_SHEET:
        book.complain(plan.name, "", f"超过 {LONGEST_SHEET} 行")
        return []
    read = []
    for number, row in enumerate(cells[1:], 2):
        if any(_words(row[at]) for at in places.values()):
            read.append(_line(book, plan, row, number, places))
    return read


def _line(book: _Book, plan: SheetPlan, row: Sequence[object], number: int, places: dict[str, int]) -> _Line:
    line = _Line({}, {})
    for column in plan.columns:
        at = places[column.field]
        line.cells[column.field] = f"{_letter(at)}{number}"
        try:
            value = _value(column, row[at])
        except ValueError as error:
            book.complain(plan.name, line.cells[column.field], str(error))
            continue
        if value is not None:
            line.values[column.field] = value
    return line


def _value(column: Column, raw: object) -> object:
    """What a cell says, as a document has it; None where it says nothing. ValueError in words."""
    said = _words(raw)
    if column.look == "day" and isinstance(raw, date):  # a spreadsheet makes a date of 09-01
        return f"{raw:%m-%d}"
    if column.look == "lines":
        return [line.strip() for line in said.splitlines() if line.strip()]
    if column.look == "yes":
        if said not in YES + NO:
            raise ValueError(f"“{said[:20]}”不对，填“是”或不填")
        return said in YES
    if not said:
        return (
            None if column.look in ("number", "choice", "day") else ([] if column.look == "choices" else "")
        )
    if column.look == "number":
        if not said.isascii() or not said.isdigit() or len(said) > 6:
            raise ValueError(f"“{said[:20]}”不对，要填整数")
        return int(said)
    if column.look in ("choice", "choices"):
        return _chosen(column, said)
    return said


def _chosen(column: Column, said: str) -> str | list[str]:
    assert column.words is not None
    stored = {plain(words): name for name, words in column.words.items()}
    parts = [said] if column.look == "choice" else said.replace("，", "、").replace(",", "、").split("、")
    for part in parts:
        if plain(part) not in stored:
            allowed = "、".join(words for words in column.words.values() if words)
            raise ValueError(f"“{part[:20]}”不对，只能填：{allowed}")
    found = [stored[plain(part)] for part in parts]
    return found[0] if column.look == "choice" else found


def _head(book: _Book, cells: Cells | None) -> dict[str, object]:
    if cells is None:
        book.complain(ABOUT, "", "不在工作簿里")
        return {}
    said = {_words(row[0]): _words(row[1]) for row in cells if len(row) > 1}
    head: dict[str, object] = {name: said.get(HEAD_WORDS[name], "") for name in HEAD}
    head["sample"] = said.get(HEAD_WORDS["sample"]) == YES_WORDS[True]
    countings = {words: name for name, words in COUNTINGS.items()}
    counting = said.get(HEAD_WORDS["counting"], "")
    if counting and counting not in countings:
        book.complain(ABOUT, _head_cell("counting"), f"“{counting[:20]}”不对，只能填：{'、'.join(countings)}")
    head["counting"] = countings.get(counting, "next_day")
    return head


def _head_cell(name: str) -> str:
    return f"B{HEAD.index(name) + 1}" if name in HEAD else ""


def _items(book: _Book) -> tuple[ServiceItem, ...]:
    parts: dict[str, dict[str, list[_Line]]] = defaultdict(lambda: defaultdict(list))
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for line in book.lines.get(ITEMS, []):
        _mind_twice(book, line, codes, "code", "编码")
        _mind_twice(book, line, names, "name", "名称")
    unread = not book.lines.get(ITEMS)  # a heading is missing: every row of the others would be complained of
    for plan in SHEETS[1:]:
        for line in book.lines.get(plan.name, []):
            code = plain(str(line.values.get(ITEM_CODE, "")))
            if code not in codes and not unread:
                shown = str(line.values.get(ITEM_CODE, ""))[:20] or "（空）"
                book.complain(plan.name, line.cell(ITEM_CODE), f"的事项编码“{shown}”在“{ITEMS}”表里没有")
            parts[code][plan.part].append(line)
    read = [
        _item(book, line, parts[plain(str(line.values.get("code", "")))])
        for line in book.lines.get(ITEMS, [])
    ]
    if not read and not book.problems:
        book.complain(ITEMS, "", "里没有事项")
    return tuple(item for item in read if item is not None)


def _mind_twice(book: _Book, line: _Line, seen: dict[str, str], name: str, words: str) -> None:
    said = str(line.values.get(name, ""))
    key, cell = plain(said), line.cell(name)
    if key and key in seen:
        book.complain(ITEMS, cell, f"的{words}“{said[:40]}”和 {seen[key]} 重复")
    seen.setdefault(key, cell)


def _item(book: _Book, line: _Line, parts: dict[str, list[_Line]]) -> ServiceItem | None:
    values = dict(line.values)
    for part, lines in parts.items():
        values[part] = [{n: v for n, v in one.values.items() if n != ITEM_CODE} for one in lines]
    if isinstance(values.get("code"), str):
        values["code"] = str(values["code"]).upper()
    try:
        return read_item(Row(values, ""))
    except Flaw as flaw:
        part, number = flaw.place
        sheet = next((plan.name for plan in SHEETS if plan.part == part), ITEMS)
        where = parts[part][number] if part else line
        book.complain(sheet, where.cell(flaw.name), flaw.what)
        return None


def _words(raw: object) -> str:
    """A cell as it is shown: whole numbers without a point, no white space around."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return YES_WORDS[raw]
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw).strip()


def _letter(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
