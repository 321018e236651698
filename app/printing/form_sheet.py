"""Draws any paper made of sections: a centred title, ruled fields and tables, signature boxes, numbered pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.printing.blocks import (
    SIDE_MM,
    Block,
    Cell,
    Gap,
    SealPlace,
    Signatures,
    draw_tag,
    row,
    signature_box,
    tag_width_mm,
)
from app.printing.flow import Frame, draw, fill, largest_that_fits, spread
from app.printing.fonts import FontBook, font_book
from app.printing.form_paper import Entry, FormPaper, Section, Signature, Table
from app.printing.lines import POINT_MM, full_width, width_mm
from app.printing.papers import PaperHead, paper_kind
from app.printing.parts import FOOT_HEIGHT_MM, Grid, draw_footer, draw_logo, fitted, label_mm
from app.printing.sheet import Sheet, line_height_mm

GAP_MM = 2.4
BOX_GAP_MM = 3.0
LEAST_BOX_MM = 42.0
BOX_HEIGHT_MM = 22.0
MOST_GROWTH_MM = 3.5
WORDS_GAP_MM = 1.4
SHORTEST_LABEL, LONGEST_LABEL = 4, 9  # characters in one line
TITLE_LINES = 2
NUMBER_PT = 10.0
LOGO_SMALLER_MM = 8.0  # than the code: the number stands beneath it


@dataclass(frozen=True, slots=True)
class Page:
    """The measures of one sheet: edges, type sizes to try, and the code's side."""

    width_mm: float
    height_mm: float
    left_mm: float
    right_mm: float
    top_mm: float
    bottom_mm: float
    sizes_pt: tuple[float, ...]
    run_over_pt: float
    title_pt: float
    code_mm: float

    @property
    def inner_mm(self) -> float:
        return self.width_mm - self.left_mm - self.right_mm

    @property
    def foot_mm(self) -> float:
        return self.height_mm - self.bottom_mm - FOOT_HEIGHT_MM


def page_of(width_mm: float, height_mm: float) -> Page:
    """A4 has room for the binding at its left; smaller sheets have narrower edges and smaller type."""
    if min(width_mm, height_mm) > 200:
        sizes = (11.5, 11.0, 10.5, 10.0)
        return Page(width_mm, height_mm, 22.0, 15.0, 13.0, 11.0, sizes, 10.5, 20.0, 24.0)
    return Page(width_mm, height_mm, 12.0, 10.0, 9.0, 8.0, (10.5, 10.0, 9.5), 10.0, 17.0, 22.0)


def render(paper: FormPaper, fonts: FontBook | None = None) -> bytes:
    """The paper as PDF; the same description gives the same bytes. Every page has the title and the number."""
    kind = paper_kind(paper.name)
    page = page_of(kind.width_mm, kind.height_mm)
    name = f"{paper.title} {paper.head.case_no}".strip()
    sheet = Sheet(page.width_mm, page.height_mm, name, fonts or font_book())
    draw_onto(sheet, paper, page)
    return sheet.finish()


def draw_onto(sheet: Sheet, paper: FormPaper, page: Page) -> None:
    """The paper on as many further pages of ``sheet`` as it needs."""
    head = FormHead(paper, page, sheet.fonts)
    begin_mm = page.top_mm + head.height_mm
    room_mm = page.foot_mm - 1.5 - begin_mm

    def lay(size_pt: float) -> tuple[Frame, ...]:
        frames = fill(_blocks(paper, page, sheet.fonts, size_pt), room_mm, room_mm)
        return (spread(frames[0], room_mm, MOST_GROWTH_MM),) if len(frames) == 1 else frames

    frames = largest_that_fits(page.sizes_pt, page.run_over_pt, lay)
    right_mm = page.width_mm - page.right_mm
    for number, frame in enumerate(frames, 1):
        head.draw(sheet, continued=number > 1)
        draw(frame, sheet, page.left_mm, begin_mm)
        draw_footer(
            sheet, page.left_mm, right_mm, page.foot_mm, paper.head, number, len(frames), with_time=True
        )
        sheet.next_page()


@dataclass(frozen=True, slots=True)
class FormHead:
    """The room and the title in the middle, the code at the right, the number beneath; the same on every page."""

    paper: FormPaper
    page: Page
    fonts: FontBook

    @property
    def _beside_mm(self) -> float:
        """What the code takes on its side; the title stays in the middle of the sheet."""
        head = self.paper.head
        return self.page.code_mm + 2.0 if head.qr_text or head.form.logo_png else 0.0

    @property
    def _words_mm(self) -> float:
        return self.page.inner_mm - 2 * self._beside_mm

    @property
    def height_mm(self) -> float:
        lines = self._room_mm + self._title_mm + line_height_mm(NUMBER_PT) + 1.2
        return max(self.page.code_mm if self._beside_mm else 0.0, lines) + 2.0

    @property
    def _room_mm(self) -> float:
        size_pt, lines = self._room()
        return len(lines) * line_height_mm(size_pt)

    @property
    def _title_mm(self) -> float:
        size_pt, lines = self._title()
        return len(lines) * line_height_mm(size_pt) + 1.0

    def _room(self) -> tuple[float, tuple[str, ...]]:
        return fitted(self.paper.head.room, self._words_mm, 11.5, 2, self.fonts)

    def _title(self) -> tuple[float, tuple[str, ...]]:
        own = self.paper.head.title(self.paper.title)
        title = f"{own}（续）"  # the longer one decides, so that every page begins at one height
        size_pt, _lines = fitted(title, self._words_mm, self.page.title_pt, 1, self.fonts, bold=True)
        return fitted(title, self._words_mm, size_pt, TITLE_LINES, self.fonts, bold=True)

    def draw(self, sheet: Sheet, *, continued: bool) -> None:
        page, head = self.page, self.paper.head
        left_mm, right_mm = page.left_mm, page.width_mm - page.right_mm
        below_mm = page.top_mm
        size_pt, lines = self._room()
        for line in lines:
            sheet.text_between(left_mm, right_mm, below_mm, line, size_pt)
            below_mm += line_height_mm(size_pt)
        size_pt, lines = self._title()
        title = "".join(lines) if continued else "".join(lines).removesuffix("（续）")
        _, shown = fitted(title, self._words_mm, size_pt, TITLE_LINES, self.fonts, bold=True)
        for line in shown:
            sheet.text_between(left_mm, right_mm, below_mm, line, size_pt, bold=True)
            below_mm += line_height_mm(size_pt)
        if head.qr_text:
            sheet.qr(right_mm - page.code_mm, page.top_mm - 1.5, page.code_mm, head.qr_text)
        draw_logo(sheet, left_mm, page.top_mm - 1.0, page.code_mm - LOGO_SMALLER_MM, head)
        self._draw_number(sheet, left_mm)

    def _draw_number(self, sheet: Sheet, left_mm: float) -> None:
        head = self.paper.head
        line_mm = self.page.top_mm + self.height_mm - 2.0 - NUMBER_PT * POINT_MM
        number = f"编号 {head.case_no}" if head.case_no else _blank_number(self.paper)
        sheet.text(left_mm, line_mm, number, NUMBER_PT, bold=True)
        if head.copy_note:
            note = full_width(head.copy_note)
            right_mm = left_mm + self.page.inner_mm - self._beside_mm
            tag_mm = right_mm - tag_width_mm(note, 10, self.fonts)
            after_mm = left_mm + width_mm(number, NUMBER_PT, self.fonts, bold=True) + 3.0
            draw_tag(sheet, max(after_mm, tag_mm), line_mm - 1.6, note, 10)


def _blank_number(paper: FormPaper) -> str:
    return "编号" if paper_kind(paper.name).of == "case" else ""


def _blocks(paper: FormPaper, page: Page, fonts: FontBook, size_pt: float) -> list[Block]:
    grid = Grid(
        fonts, size_pt, label_mm=label_mm(size_pt), least_mm=0.72 * size_pt, pad_mm=0.12 * size_pt
    )  # fmt: skip
    blocks: list[Block] = []
    for section in paper.sections:
        if blocks:
            blocks.append(Gap(GAP_MM))
        blocks += _section(section, grid, page.inner_mm, paper.head)
    if paper.note:
        small = Grid(fonts, size_pt - 1.5, label_mm=0, least_mm=0, pad_mm=0.7)
        blocks += [Gap(GAP_MM / 2), small.words(paper.head.says(paper.note), page.inner_mm)]
    if paper.head.form.seal_place:
        blocks += [Gap(GAP_MM), SealPlace(paper.head.form.seal_place, page.inner_mm)]
    return blocks


def _section(section: Section, grid: Grid, width_mm: float, head: PaperHead) -> list[Block]:
    blocks: list[Block] = []
    if section.heading:
        cell = Cell(head.says(section.heading), width_mm, grid.size_pt + 0.5, bold=True)
        blocks.append(row([cell], grid.fonts, pad_mm=0.8, ruled=False, keeps=True))
    first_mm = max((_label_mm(_in_words(row, head)[0], grid) for row in section.fields), default=0.0)
    rows = sorted(section.fields, key=lambda entries: head.form.first_rank(e.label for e in entries))
    blocks += [_field_row(_in_words(entries, head), grid, width_mm, first_mm) for entries in rows]
    if section.table:
        blocks += _table(section.table, grid, width_mm, head)
    words = [line for line in (section.addressee, *map(head.says, section.words)) if line]
    if words and (section.fields or section.table):
        blocks.append(Gap(WORDS_GAP_MM))
    blocks += [grid.words(line, width_mm) for line in words]
    if section.signatures:
        if blocks and not section.heading:
            blocks.append(Gap(GAP_MM))
        blocks += _signatures(section.signatures, grid, width_mm, head)
    return blocks


def _in_words(entries: tuple[Entry, ...], head: PaperHead) -> tuple[Entry, ...]:
    """The fields under the names the county or the room gives them."""
    return tuple(replace(entry, label=head.field(entry.label)) for entry in entries)


def _field_row(entries: tuple[Entry, ...], grid: Grid, width_mm: float, first_mm: float) -> Block:
    """Labels of a section's first column are equally wide, the others as wide as they need."""
    whole = sum(entry.share for entry in entries)
    cells: list[Cell] = []
    for place, entry in enumerate(entries):
        both_mm = width_mm * entry.share / whole
        name_mm = min(_label_mm(entry, grid) if place else first_mm, both_mm / 2)
        cells.append(Cell(entry.label, name_mm, grid.label_pt, align="centre", label=True))
        cells.append(Cell(entry.text, both_mm - name_mm, grid.size_pt, bold=entry.bold))
    least_mm = max(grid.least_mm, *(entry.hand_mm for entry in entries))
    return row(cells, grid.fonts, pad_mm=grid.pad_mm, least_mm=least_mm)


def _label_mm(entry: Entry, grid: Grid) -> float:
    """Room for the label in one line of four to nine characters."""
    letters = min(max(len(entry.label), SHORTEST_LABEL), LONGEST_LABEL)
    return letters * grid.label_pt * POINT_MM + 2 * SIDE_MM + 0.2


def _table(table: Table, grid: Grid, width_mm: float, head: PaperHead) -> list[Block]:
    least_mm = max(grid.least_mm, table.row_mm)
    size_pt = grid.size_pt - table.smaller_pt
    ruled = Grid(grid.fonts, size_pt, grid.label_mm, least_mm, grid.pad_mm)
    widths_mm = _column_widths_mm(table.shares, size_pt, width_mm)
    return ruled.table(
        widths_mm, [head.says(heading) for heading in table.headings], table.rows, set(table.centred)
    )


def _column_widths_mm(shares: tuple[float, ...], size_pt: float, width_mm: float) -> list[float]:
    """The columns by their shares, none narrower than a heading of two characters."""
    two_mm = 2 * size_pt * POINT_MM + 2 * SIDE_MM + 0.2
    whole = sum(shares)
    narrow = [share for share in shares if width_mm * share / whole < two_mm]
    rest_mm = width_mm - len(narrow) * two_mm
    return [two_mm if share in narrow else rest_mm * share / (whole - sum(narrow)) for share in shares]


def _signatures(
    signatures: tuple[Signature, ...], grid: Grid, width_mm: float, head: PaperHead
) -> list[Block]:
    """Rows of equally wide boxes, as many side by side as stay wide enough for a thumb and a name."""
    beside = min(len(signatures), int((width_mm + BOX_GAP_MM) / (LEAST_BOX_MM + BOX_GAP_MM)))
    rows = -(-len(signatures) // beside)
    beside = -(-len(signatures) // rows)
    box_mm = (width_mm - (beside - 1) * BOX_GAP_MM) / beside
    blocks: list[Block] = []
    for start in range(0, len(signatures), beside):
        boxes = tuple(
            signature_box(
                f"{head.says(signature.caption)} {signature.name}".strip(),
                box_mm,
                BOX_HEIGHT_MM,
                grid.fonts,
                hint=signature.hint,
                size_pt=9.0,
            )
            for signature in signatures[start : start + beside]
        )
        if start:
            blocks.append(Gap(BOX_GAP_MM))
        blocks.append(Signatures(boxes, BOX_GAP_MM))
    return blocks
