"""Rosters and old ledgers as people keep them: which column is what, told by header words and by values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Cell = str | int | float | bool | date | None
"""One cell as a spreadsheet keeps it; None is an empty one."""

Row = Sequence[Cell]

HEADER_DEPTH = 40
"""A header further down than this is none: above it stand titles and notes."""
SAMPLED_ROWS = 60
LIKELY_SHARE = 0.5


class ImportKind(StrEnum):
    """What is taken in: 花名册 or the old paper book 旧登记簿."""

    VILLAGERS = "villagers"
    LEDGER = "ledger"


KIND_WORDS = {ImportKind.VILLAGERS: "群众花名册", ImportKind.LEDGER: "旧登记簿"}


@dataclass(frozen=True, slots=True)
class RosterField:
    """A field that a column may hold; ``headers`` are what people write above it, the likeliest first."""

    name: str
    words: str
    headers: tuple[str, ...]
    required: bool = False


_ID_NUMBER = RosterField(
    "id_number",
    "身份证号",
    (
        "身份证号",
        "身份证号码",
        "公民身份号码",
        "公民身份证号码",
        "居民身份证号",
        "居民身份证号码",
        "身份证",
        "证件号码",
        "证件号",
        "身份号码",
    ),
)
_PHONE = RosterField(
    "phone",
    "电话",
    ("电话", "联系电话", "手机号", "手机号码", "手机", "电话号码", "本人电话", "移动电话", "联系方式"),
)
_GROUP = RosterField(
    "group",
    "村民小组",
    ("村民小组", "小组", "组别", "所在小组", "所属小组", "组", "社", "社别", "生产队", "队", "组名"),
)
_NOTE = RosterField("note", "备注", ("备注", "说明", "备注说明"))

FIELDS: Mapping[ImportKind, tuple[RosterField, ...]] = {
    ImportKind.VILLAGERS: (
        RosterField(
            "name",
            "姓名",
            (
                "姓名",
                "名字",
                "村民姓名",
                "群众姓名",
                "居民姓名",
                "人员姓名",
                "成员姓名",
                "家庭成员",
                "户主姓名",
                "户主",
            ),
            required=True,
        ),
        _ID_NUMBER,
        _PHONE,
        _GROUP,
        RosterField(
            "address",
            "住址",
            ("住址", "家庭住址", "现住址", "地址", "家庭地址", "详细地址", "居住地址", "户籍地址"),
        ),
        RosterField("other_names", "小名或曾用名", ("小名", "曾用名", "别名", "乳名")),
        RosterField("tags", "标签", ("标签", "人员类别", "人群类别", "特殊群体", "类别")),
        RosterField("liaison", "联系人", ("联络员", "联系人", "包户干部", "网格员")),
        RosterField(
            "id_missing_reason",
            "没有身份证号的原因",
            ("无证原因", "无身份证原因", "没有身份证号的原因", "无证件原因", "无号原因"),
        ),
        _NOTE,
    ),
    ImportKind.LEDGER: (
        RosterField(
            "accepted_on",
            "受理日期",
            (
                "受理日期",
                "受理时间",
                "登记日期",
                "登记时间",
                "申请日期",
                "接件日期",
                "收件日期",
                "代办日期",
                "办理日期",
                "日期",
                "办理时间",
                "时间",
            ),
            required=True,
        ),
        RosterField(
            "name",
            "申请人",
            (
                "申请人",
                "申请人姓名",
                "姓名",
                "办事群众",
                "群众姓名",
                "代办对象",
                "服务对象",
                "办事人",
                "委托人",
                "当事人",
            ),
            required=True,
        ),
        RosterField(
            "item",
            "代办事项",
            (
                "代办事项",
                "事项名称",
                "事项",
                "办理事项",
                "办件事项",
                "服务事项",
                "申请事项",
                "代办内容",
                "办理内容",
                "业务名称",
                "事由",
                "内容",
            ),
            required=True,
        ),
        _ID_NUMBER,
        _PHONE,
        _GROUP,
        RosterField(
            "completed_on",
            "办结日期",
            ("办结日期", "办结时间", "完成日期", "完成时间", "办完日期", "反馈日期", "办结"),
        ),
        RosterField("result", "办理结果", ("办理结果", "结果", "办理情况", "办结情况", "处理结果")),
        RosterField("handler", "经办人", ("经办人", "代办员", "承办人", "受理人", "代办人", "办理人")),
        RosterField("book_no", "册号", ("册号", "簿号", "登记簿号", "本号", "卷号")),
        RosterField("page_no", "页码", ("页码", "页号", "页")),
        _NOTE,
    ),
}

ENOUGH = {
    ImportKind.VILLAGERS: frozenset({"name"}),
    ImportKind.LEDGER: frozenset({"accepted_on", "name", "item"}),
}
"""Fields without which a row cannot be taken in."""


@dataclass(frozen=True, slots=True)
class Guess:
    """``header_row`` is the last row of the header as the spreadsheet numbers it, 0 where there is none.

    ``columns`` maps a field to its column, 0 for A.
    """

    header_row: int
    columns: Mapping[str, int]

    def complete(self, kind: ImportKind) -> bool:
        """Whether rows can be taken in, with at least one column beside the name."""
        return set(self.columns) >= ENOUGH[kind] and len(self.columns) > 1


def field_named(kind: ImportKind, name: str) -> RosterField | None:
    """The field of this name."""
    return next((field for field in FIELDS[kind] if field.name == name), None)


def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_at(letters: str) -> int | None:
    """A → 0, AA → 26; None where it is no column of a spreadsheet."""
    plain = unicodedata.normalize("NFKC", letters).strip().upper()
    if not re.fullmatch("[A-Z]{1,3}", plain):
        return None
    number = 0
    for letter in plain:
        number = number * 26 + ord(letter) - 64
    return number - 1


def plain_header(cell: Cell) -> str:
    """A header without spaces, line breaks, marks and what stands in brackets."""
    text = unicodedata.normalize("NFKC", str(cell)) if isinstance(cell, str) else ""
    bare = re.sub(r"\(.*?\)|\[.*?\]|【.*?】", "", text)
    return re.sub(r"[\s*:※★#、]+", "", bare)


def guess(kind: ImportKind, rows: Sequence[Row]) -> Guess:
    """Which row is the header and which column is what; without any, ``Guess(0, {})``."""
    best = Guess(0, {})
    for at in range(min(len(rows), HEADER_DEPTH)):
        for depth in (1, 2):
            found = _header(kind, rows, at, depth)
            if found is not None and _worth(kind, found) > _worth(kind, best):
                best = found
    columns = _with_values(best.columns, rows[best.header_row :])
    return Guess(best.header_row or _rows_above(rows, columns), columns)


def _rows_above(rows: Sequence[Row], columns: Mapping[str, int]) -> int:
    """Where no header was known, whatever stands above the first ID number is one."""
    at = columns.get("id_number")
    if at is None:
        return 0
    return next(
        (n for n, row in enumerate(rows[:SAMPLED_ROWS]) if at < len(row) and looks_like_id(row[at])), 0
    )


def _worth(kind: ImportKind, found: Guess) -> tuple[int, int]:
    return len(set(found.columns) & ENOUGH[kind]), len(found.columns)


def _header(kind: ImportKind, rows: Sequence[Row], at: int, depth: int) -> Guess | None:
    """The header that begins at index ``at`` and is ``depth`` rows high; a second row only where it adds words."""
    words = [plain_header(cell) for cell in rows[at]]
    if depth == 2:
        if at + 1 >= len(rows) or any(_is_data(cell) for cell in rows[at + 1]):
            return None
        below = [plain_header(cell) for cell in rows[at + 1]]
        if not any(_exact(kind, word) for word in below):
            return None
        words += [""] * (len(below) - len(words))
        words = [
            low if _exact(kind, low) else high
            for low, high in zip([*below, *[""] * (len(words) - len(below))], words, strict=True)
        ]
    columns = _assigned(kind, words)
    return Guess(at + depth, columns) if columns else None


def _exact(kind: ImportKind, word: str) -> bool:
    return any(word in field.headers for field in FIELDS[kind])


def _assigned(kind: ImportKind, words: Sequence[str]) -> dict[str, int]:
    """The best column for each field; a column serves once."""
    ranked = sorted(
        (rank, order, column, field.name)
        for column, word in enumerate(words)
        for order, field in enumerate(FIELDS[kind])
        if (rank := _rank(field, word)) is not None
    )
    columns: dict[str, int] = {}
    for _how_likely, _order, column, name in ranked:
        if name not in columns and column not in columns.values():
            columns[name] = column
    return columns


def _rank(field: RosterField, word: str) -> int | None:
    """0 the likeliest; a word that only begins or ends with a known one comes last."""
    if word in field.headers:
        return field.headers.index(word)
    near = (known for known in field.headers if len(known) > 1 and len(word) <= len(known) + 4)
    return 100 if word and any(word.startswith(known) or word.endswith(known) for known in near) else None


def _with_values(columns: Mapping[str, int], rows: Sequence[Row]) -> dict[str, int]:
    """ID numbers and telephones are known by their looks, whatever stands above them."""
    found = dict(columns)
    sample = rows[:SAMPLED_ROWS]
    width = max((len(row) for row in sample), default=0)
    for name, looks in (("id_number", looks_like_id), ("phone", looks_like_mobile)):
        free = (column for column in range(width) if column not in found.values())
        if name not in found:
            likely = next(
                (c for c in free if _mostly((row[c] for row in sample if c < len(row)), looks)), None
            )
            if likely is not None:
                found[name] = likely
    return found


def _mostly(cells: Iterable[Cell], looks: object) -> bool:
    filled = [cell for cell in cells if cell is not None and cell != ""]
    return bool(filled) and callable(looks) and sum(map(looks, filled)) >= LIKELY_SHARE * len(filled)


def looks_like_id(cell: Cell) -> bool:
    """Whether a cell holds something of the form of an ID number, right or wrong."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return 1e17 <= cell < 1e18
    return isinstance(cell, str) and bool(re.fullmatch(r"'?[0-9]{17}[0-9Xx]", _tight(cell)))


def looks_like_mobile(cell: Cell) -> bool:
    """Whether a cell holds something of the form of a mobile number."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return 13_000_000_000 <= cell < 20_000_000_000
    return isinstance(cell, str) and bool(re.fullmatch(r"'?(\+86)?1[3-9][0-9]{9}", _tight(cell)))


def _is_data(cell: Cell) -> bool:
    return isinstance(cell, date) or looks_like_id(cell) or looks_like_mobile(cell)


def _tight(text: str) -> str:
    return re.sub(r"[\s-]+", "", unicodedata.normalize("NFKC", text))
