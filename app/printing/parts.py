"""What papers share: the letterhead with its code, field grids, tables, the footer and cut lines."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.printing.blocks import SIDE_MM, Block, Cell, Row, draw_tag, row, tag_width_mm
from app.printing.fonts import FontBook
from app.printing.lines import POINT_MM, full_width, wrap
from app.printing.papers import MaterialLine, PaperHead
from app.printing.sheet import Sheet, line_height_mm

FOOT_PT = 7.5
FOOT_HEIGHT_MM = line_height_mm(FOOT_PT)
SMALLEST_PT = 6.5
LOGO_MM = 17.0
NOTE_MM = 30.0  # for 补打（第2次） beside the title
LABEL_SMALLER_PT = 0.5
CUT_DASH_MM = (2.0, 1.5)
NOTHING_MISSING = "无，材料齐全"
MATERIAL_HEADINGS = ("序号", "材料名称", "形式", "张数", "备注")


def label_mm(size_pt: float) -> float:
    """The width of a label of five characters (首问责任人) beside values of ``size_pt``."""
    return 5 * (size_pt - LABEL_SMALLER_PT) * POINT_MM + 2 * SIDE_MM + 0.2


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value, ``width_mm`` together."""

    label: str
    text: str
    width_mm: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Makes the ruled rows of one paper: all in one type size, with labels of one width."""

    fonts: FontBook
    size_pt: float
    label_mm: float
    least_mm: float
    pad_mm: float = 1.1

    @property
    def label_pt(self) -> float:
        return self.size_pt - LABEL_SMALLER_PT

    def row(self, *fields: Field) -> Row:
        """Labels and values side by side."""
        cells: list[Cell] = []
        for field in fields:
            cells.append(Cell(field.label, self.label_mm, self.label_pt, align="centre", label=True))
            cells.append(Cell(field.text, field.width_mm - self.label_mm, self.size_pt, bold=field.bold))
        return row(cells, self.fonts, pad_mm=self.pad_mm, least_mm=self.least_mm)

    def fields(self, rows: Sequence[Sequence[Field]], head: PaperHead) -> list[Block]:
        """Rows of fields in the county's words and order; a row goes where its first named field goes."""
        ordered = sorted(rows, key=lambda fields: head.form.first_rank(field.label for field in fields))
        return [
            self.row(*[replace(field, label=head.field(field.label)) for field in fields])
            for fields in ordered
        ]

    def table(
        self,
        widths_mm: Sequence[float],
        headings: Sequence[str],
        lines: Sequence[Sequence[str]],
        centred: set[int],
    ) -> list[Block]:
        """A table whose headings come again on every page; ``centred`` are column numbers from 0."""
        head = row(
            [Cell(text, width, self.size_pt, True, "centre", True) for text, width in zip(headings, widths_mm, strict=True)],
            self.fonts, pad_mm=self.pad_mm, least_mm=self.least_mm, keeps=True,
        )  # fmt: skip
        rows: list[Block] = [head]
        for line in lines:
            cells = [
                Cell(text, width, self.size_pt, align="centre" if number in centred else "left")
                for number, (text, width) in enumerate(zip(line, widths_mm, strict=True))
            ]
            rows.append(row(cells, self.fonts, pad_mm=self.pad_mm, least_mm=self.least_mm, heading=head))
        return rows

    def words(self, text: str, width_mm: float, *, bold: bool = False) -> Row:
        """A paragraph without rules."""
        return row(
            [Cell(text, width_mm, self.size_pt, bold)], self.fonts, pad_mm=self.pad_mm / 2, ruled=False
        )


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Room, title, number and time at the left, the code at the right; as high as its words need."""

    head: PaperHead
    title: str
    width_mm: float
    code_mm: float
    fonts: FontBook
    title_pt: float = 19.0
    small_pt: float = 9.5

    @property
    def _logo_mm(self) -> float:
        """What the county's picture takes at the left."""
        return LOGO_MM + 2.0 if self.head.form.logo_png else 0.0

    @property
    def words_mm(self) -> float:
        return self.width_mm - self.code_mm - 3.0 - self._logo_mm

    @property
    def height_mm(self) -> float:
        size_pt, lines = fitted(self.head.room, self.words_mm, 10.5, 2, self.fonts)
        words_mm = len(lines) * line_height_mm(size_pt) + line_height_mm(self.title_pt, 1.5)
        return max(self.code_mm, words_mm + line_height_mm(self.small_pt)) + 2.0

    def draw(self, sheet: Sheet, left_mm: float, top_mm: float, *, continued: bool) -> None:
        draw_code(sheet, left_mm + self.width_mm - self.code_mm, top_mm, self.code_mm, self.head.qr_text)
        draw_logo(sheet, left_mm, top_mm, LOGO_MM, self.head)
        left_mm += self._logo_mm
        size_pt, lines = fitted(self.head.room, self.words_mm, 10.5, 2, self.fonts)
        below_mm = top_mm
        for line in lines:
            sheet.text(left_mm, below_mm, line, size_pt)
            below_mm += line_height_mm(size_pt)
        below_mm += 0.6
        own = self.head.title(self.title)
        title = f"{own}（续）" if continued else own
        room_mm = self.words_mm - (NOTE_MM if self.head.copy_note else 0.0)
        title_pt, shown = fitted(title, room_mm, self.title_pt, 1, self.fonts, bold=True)
        for place, line in enumerate(shown):
            sheet.text(left_mm, below_mm + place * line_height_mm(title_pt), line, title_pt, bold=True)
        if self.head.copy_note:
            note = full_width(self.head.copy_note)
            right_mm = left_mm + self.words_mm
            draw_tag(sheet, right_mm - tag_width_mm(note, 11, self.fonts), below_mm + 0.6, note, 11)
        bottom_mm = top_mm + self.height_mm - 2.0 - self.small_pt * POINT_MM
        number = f"编号 {self.head.case_no}" if self.head.case_no else "编号"
        sheet.text(left_mm, bottom_mm, number, self.small_pt, bold=True)
        sheet.text_to(left_mm + self.words_mm, bottom_mm, self.head.made_at_text, self.small_pt)


def fitted(
    text: str, width_mm: float, largest_pt: float, most_lines: int, fonts: FontBook, *, bold: bool = False
) -> tuple[float, tuple[str, ...]]:
    """The largest size, down to the smallest legible one, at which ``text`` needs at most ``most_lines``."""
    size_pt = largest_pt
    lines = wrap(text, width_mm, size_pt, fonts, bold=bold)
    while len(lines) > most_lines and size_pt > SMALLEST_PT:
        size_pt = max(SMALLEST_PT, size_pt - 0.5)
        lines = wrap(text, width_mm, size_pt, fonts, bold=bold)
    return size_pt, lines


def draw_logo(sheet: Sheet, left_mm: float, top_mm: float, side_mm: float, head: PaperHead) -> None:
    """The county's own picture inside a square, its proportions kept; nothing where there is none."""
    if head.form.logo_png:
        sheet.picture(left_mm, top_mm, side_mm, side_mm, io.BytesIO(head.form.logo))


def draw_code(sheet: Sheet, left_mm: float, top_mm: float, side_mm: float, text: str) -> None:
    """The QR code, or an empty frame on a form without a number."""
    if text:
        sheet.qr(left_mm, top_mm, side_mm, text)
    else:
        sheet.box(left_mm + 1, top_mm + 1, side_mm - 2, side_mm - 2)


def draw_footer(
    sheet: Sheet,
    left_mm: float,
    right_mm: float,
    top_mm: float,
    head: PaperHead,
    page: int,
    pages: int,
    *,
    with_time: bool = False,
) -> None:
    """Hotline, time of making if wished, the sample catalogue's notice, and page x of y where there are more."""
    words = [
        f"服务热线 {head.hotline}" if head.hotline else "",
        f"制单 {head.made_at_text}" if with_time and head.made_at_text else "",
        full_width(head.sample_notice),
    ]
    numbering = f"第{page}页 共{pages}页" if pages > 1 else ""
    room_mm = right_mm - left_mm - (22.0 if numbering else 0.0)
    size_pt, lines = fitted("    ".join(word for word in words if word), room_mm, FOOT_PT, 1, sheet.fonts)
    for number, line in enumerate(lines):
        sheet.text(left_mm, top_mm + number * line_height_mm(size_pt), line, size_pt)
    sheet.text_to(right_mm, top_mm, numbering, FOOT_PT)


def draw_cut_line(sheet: Sheet, y_mm: float, *, words: str = "") -> None:
    """A dashed line across the whole sheet, to be cut or torn along."""
    if words:
        words_pt = 7.0
        middle_mm = sheet.page_width_mm / 2
        half_mm = sheet.fonts.width_em(words) * words_pt * POINT_MM / 2 + 2
        sheet.line((0, y_mm), (middle_mm - half_mm, y_mm), width_pt=0.6, dash_mm=CUT_DASH_MM)
        sheet.line(
            (middle_mm + half_mm, y_mm), (sheet.page_width_mm, y_mm), width_pt=0.6, dash_mm=CUT_DASH_MM
        )
        sheet.text_between(0, sheet.page_width_mm, y_mm - words_pt * POINT_MM / 2, words, words_pt)
    else:
        sheet.line((0, y_mm), (sheet.page_width_mm, y_mm), width_pt=0.6, dash_mm=CUT_DASH_MM)


def material_words(materials: Sequence[MaterialLine]) -> str:
    """Papers received in one sentence: 1.户口簿（复印件，2张）；2.…"""
    return "；".join(f"{line.no}.{line.name}{_details(line)}" for line in materials if line.name)


def missing_words(missing: Sequence[str], *, blank: bool) -> str:
    """Papers still missing in one sentence; nothing on a form for the hand."""
    if blank:
        return ""
    return "；".join(f"{number}.{name}" for number, name in enumerate(missing, 1)) or NOTHING_MISSING


def _details(line: MaterialLine) -> str:
    details = [line.form, f"{line.sheets}张" if line.sheets else "", line.remark]
    return f"（{'，'.join(detail for detail in details if detail)}）" if any(details) else ""
