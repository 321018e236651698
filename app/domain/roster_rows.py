"""One row of a roster or old ledger, checked field by field: what is put right, what is told, what is left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from app.domain import identity_numbers, phones, text
from app.domain.identity_numbers import IdentityNumber
from app.domain.roster_days import day_of
from app.domain.rosters import FIELDS, Cell, ImportKind, field_named, plain_header
from app.errors import Refusal

EXACT_DIGITS = 15
"""A spreadsheet keeps only so many digits of a number; the rest of a longer one are made up."""
EARLIEST_ON = date(2000, 1, 1)
"""Case numbers say the year in two digits."""
NOTHING_WRITTEN = frozenset({"无", "没有", "暂无", "-", "--", "/", "—", "——", "\\", "不详"})
_SUMS = re.compile(r"(合计|小计|总计|共计|累计)(人数|户数|件数)?[::]?")
_SIGNED = re.compile(
    r"(制表人|填表人|审核人|填报人|负责人|填表日期|制表日期|填报单位|单位负责人|第[0-9]+页)[::,].*"
)
_FORMULA = re.compile("[=@+\uff1d\uff20\uff0b]|-[^0-9\\s-]")

Checked = TypeVar("Checked")
Cells = Mapping[str, Cell]
"""Field → cell of one row."""


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """One person of a roster, put right."""

    row: int
    name: str
    identity: IdentityNumber | None
    id_missing_reason: str
    phone: str
    group: str
    address: str
    other_names: str
    tags: str
    liaison: str
    note: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One finished case of the old paper book, put right. ``identity`` None: the book has no number."""

    row: int
    accepted_on: date
    completed_on: date
    name: str
    item: str
    identity: IdentityNumber | None
    phone: str
    group: str
    result: str
    handler: str
    book_no: str
    page_no: str
    note: str


@dataclass(slots=True)
class _Errors:
    found: list[Refusal] = field(default_factory=list)

    def of(self, check: Callable[[], Checked], otherwise: Checked) -> Checked:
        try:
            return check()
        except Refusal as refusal:
            self.found.append(refusal)
            return otherwise

    def raise_all(self) -> None:
        """All sentences of the row in one; the first names the field."""
        if self.found:
            first = self.found[0]
            raise Refusal("".join(one.sentence for one in self.found), field=first.field, code=first.code)


def stands_for_nobody(kind: ImportKind, cells: Cells, row: tuple[Cell, ...]) -> bool:
    """Blank rows, sums, signatures below the table, and the header said again on the next page."""
    filled = [cell for cell in row if cell is not None and cell_text(cell)]
    if not filled:
        return True
    first = unicodedata.normalize("NFKC", re.sub(r"\s+", "", cell_text(filled[0])))
    if any(_SUMS.match(re.sub(r"\s+", "", cell_text(cell))) for cell in (filled[0], cells.get("name"))):
        return True
    if _SIGNED.match(first):
        return True
    said = [name for name, cell in cells.items() if plain_header(cell) in _headers(kind, name)]
    return "name" in said and len(said) > 1


def person(row: int, cells: Cells, today: date) -> RosterPerson:
    """A row of a roster; Refusal with every sentence of the row, on the first field concerned."""
    errors = _Errors()
    reason = errors.of(lambda: _line(ImportKind.VILLAGERS, cells, "id_missing_reason"), "")
    number = cells.get("id_number")
    lines = {
        name: errors.of(lambda name=name: _line(ImportKind.VILLAGERS, cells, name), "")  # type: ignore[misc]
        for name in ("group", "address", "other_names", "tags", "liaison", "note")
    }
    made = RosterPerson(
        row=row,
        name=errors.of(lambda: _name(cells, "姓名"), ""),
        identity=errors.of(lambda: _identity(number, today, needed=not reason), None),
        id_missing_reason=reason,
        phone=errors.of(lambda: _phone(cells), ""),
        **lines,
    )
    errors.raise_all()
    return made


def entry(row: int, cells: Cells, today: date, *, one_day: bool) -> LedgerEntry:
    """A row of an old ledger; Refusal as ``person``. ``one_day``: the book has no column for the day it was done."""
    errors = _Errors()
    unknown = date.min
    accepted_on = errors.of(lambda: _day(cells, "accepted_on", "受理日期", today), unknown)
    completed_on = accepted_on
    if not one_day:
        completed_on = errors.of(lambda: _completed(cells, today), unknown)
    identity = errors.of(lambda: _identity(cells.get("id_number"), today, needed=False), None)
    if unknown not in (accepted_on, completed_on):
        errors.of(lambda: _check_order(accepted_on, completed_on, identity), None)
    lines = {
        name: errors.of(lambda name=name: _line(ImportKind.LEDGER, cells, name), "")  # type: ignore[misc]
        for name in ("group", "result", "handler", "book_no", "page_no", "note")
    }
    made = LedgerEntry(
        row=row,
        accepted_on=accepted_on,
        completed_on=completed_on,
        name=errors.of(lambda: _name(cells, "申请人"), ""),
        item=errors.of(lambda: _item(cells), ""),
        identity=identity,
        phone=errors.of(lambda: _phone(cells), ""),
        **lines,
    )
    errors.raise_all()
    return made


def cell_text(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, days as ISO text, an apostrophe that marks text left out."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**EXACT_DIGITS:
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return re.sub(r"^['‘’`]", "", str(cell).strip())


def _headers(kind: ImportKind, name: str) -> tuple[str, ...]:
    known = field_named(kind, name)
    return known.headers if known is not None else ()


def _words(kind: ImportKind, name: str) -> str:
    return next(one.words for one in FIELDS[kind] if one.name == name)


def _written(cell: Cell) -> str:
    """What stands in a cell; "" where it says that there is nothing."""
    said = cell_text(cell)
    return "" if said in NOTHING_WRITTEN else said


def _line(kind: ImportKind, cells: Cells, name: str) -> str:
    said = _written(cells.get(name))
    if not said:
        return ""
    words = _words(kind, name)
    limit = 40 if name == "group" else text.LINE_LIMIT
    return _no_formula(text.line(said, field=name, words=words, limit=limit), name, words)


def _name(cells: Cells, words: str) -> str:
    said = _no_formula(text.name(_written(cells.get("name")), words=words), "name", words)
    if not any(character.isalpha() for character in said):
        raise Refusal(f"{words}一格里是“{said[:20]}”，不像姓名。请核对。", field="name", code="name-number")
    return said


def _item(cells: Cells) -> str:
    said = _line(ImportKind.LEDGER, cells, "item")
    if not said:
        raise Refusal("没有写代办事项。", field="item", code="item-empty")
    return said


def _phone(cells: Cells) -> str:
    return phones.check(text.line(_written(cells.get("phone")), field="phone", words="电话"))


def _identity(cell: Cell, today: date, *, needed: bool) -> IdentityNumber | None:
    """None where there is none and none is needed; a number stored as a number has lost its last digits."""
    said = _written(cell)
    lost = isinstance(cell, int | float) and abs(cell) >= 10**EXACT_DIGITS
    if lost or re.fullmatch(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]{2}", said):
        raise Refusal(
            "身份证号在表格里存成了数字，表格只保留前 15 位，后几位已经丢了。"
            "请把这一列的格式改成“文本”，再照证件重新填写。",
            field="id_number",
            code="id-digits-lost",
        )
    if not said and not needed:
        return None
    return identity_numbers.check(text.line(said, field="id_number", words="身份证号"), today)


def _day(cells: Cells, name: str, words: str, today: date) -> date:
    found = day_of(cells.get(name), field=name, words=words)
    if found is None:
        raise Refusal(f"没有写{words}。", field=name, code="day-empty")
    if found > today:
        raise Refusal(f"{words} {found} 还没有到。请核对原件。", field=name, code="day-future")
    if found < EARLIEST_ON:
        raise Refusal(
            f"{words} {found} 早于 {EARLIEST_ON.year} 年，登记不了。请核对原件。",
            field=name,
            code="day-too-early",
        )
    return found


def _completed(cells: Cells, today: date) -> date:
    try:
        return _day(cells, "completed_on", "办结日期", today)
    except Refusal as refusal:
        if refusal.code != "day-empty":
            raise
        raise Refusal(
            "没有办结日期。旧登记簿只导入已经办结的；还没办完的请在窗口里逐件补录。",
            field="completed_on",
            code="not-completed",
        ) from None


def _check_order(accepted_on: date, completed_on: date, identity: IdentityNumber | None) -> None:
    if completed_on < accepted_on:
        raise Refusal(
            f"办结日期 {completed_on} 早于受理日期 {accepted_on}。请核对原件。",
            field="completed_on",
            code="day-order",
        )
    if identity is not None and identity.birth_on > accepted_on:
        raise Refusal(
            f"受理日期 {accepted_on} 早于身份证号上的出生日期 {identity.birth_on}。请核对原件。",
            field="accepted_on",
            code="before-birth",
        )


def _no_formula(said: str, name: str, words: str) -> str:
    if _FORMULA.match(said):
        raise Refusal(
            f"{words}一格以“{said[0]}”开头，像公式不像文字，没有导入这一行。请改成普通文字。",
            field=name,
            code="formula",
        )
    return said
