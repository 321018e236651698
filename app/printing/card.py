"""代办联系卡: one A5 sheet, printed on one side and folded outwards to A6 (003 (三)).

A6 folded from one printed side needs no double-sided printer and leaves the inside free for the hand. The
right half is the front (whom to call), the left half the back (this matter); what does not fit there goes on to
the inside, a second sheet side.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.blocks import Block, Cell, Gap, draw_tag, row, tag_width_mm
from app.printing.flow import Frame, draw, fill, largest_that_fits, spread
from app.printing.fonts import FontBook, font_book
from app.printing.lines import POINT_MM, full_width
from app.printing.papers import CardPaper, paper_kind
from app.printing.parts import FOOT_HEIGHT_MM, Field, Grid, draw_code, draw_footer, fitted, label_mm
from app.printing.sheet import Sheet, line_height_mm

PANEL_MM = 105.0
HEIGHT_MM = 148.0
MARGIN_MM = 8.0
WIDTH_MM = PANEL_MM - 2 * MARGIN_MM
CODE_MM = 21.0
BACK_HEAD_MM = CODE_MM + 1.5
STEP_DATE_MM = 34.0
STEP_HEADINGS = ("步骤", "日期", "备注")
SIZES_PT = (9.5, 9.0, 8.5, 8.0)
FRONT_SIZES_PT = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
RUN_OVER_PT = 9.0
FOLD_MARK_MM = 4.0
CONTINUED_NUMBER_MM = 38.0  # the case number beside the title of the inside
HAND_MM = 11.0  # a field to be written in by hand
MOST_GROWTH_MM = 1.6
FREE = "为民服务　无偿代办"


@dataclass(frozen=True, slots=True)
class _Panel:
    """One A6 half: its left edge, and where its content may stand."""

    left_mm: float
    top_mm: float
    foot_mm: float = HEIGHT_MM - MARGIN_MM - FOOT_HEIGHT_MM

    @property
    def room_mm(self) -> float:
        return self.foot_mm - self.top_mm - 1.0


BACK = _Panel(MARGIN_MM, MARGIN_MM + BACK_HEAD_MM)
FRONT_LEFT_MM = PANEL_MM + MARGIN_MM
INSIDE_TOP_MM = MARGIN_MM + 8.0


def render(paper: CardPaper, fonts: FontBook | None = None) -> bytes:
    """The card as PDF; the first page is the outside, further ones the inside."""
    fonts = fonts or font_book()
    kind = paper_kind("card")
    sheet = Sheet(kind.width_mm, kind.height_mm, f"{kind.title} {paper.head.case_no}".strip(), fonts)
    front, over = _front(paper, fonts)
    back = _back(paper, fonts, over)
    pages = 1 + len(back) // 2
    _draw_fold(sheet)
    _draw_front(sheet, paper, front)
    _draw_back_head(sheet, paper)
    draw(back[0], sheet, BACK.left_mm, BACK.top_mm)
    _draw_foot(sheet, paper, BACK.left_mm, 1, pages)
    sheet.next_page()
    for page in range(2, pages + 1):
        _draw_fold(sheet)
        for half, frame in enumerate(back[2 * page - 3 : 2 * page - 1]):
            _draw_inside(sheet, paper, frame, half * PANEL_MM + MARGIN_MM)
        _draw_foot(sheet, paper, MARGIN_MM, page, pages)
        sheet.next_page()
    return sheet.finish()


def _back(paper: CardPaper, fonts: FontBook, over: list[Block]) -> tuple[Frame, ...]:
    inside_mm = _Panel(0, INSIDE_TOP_MM).room_mm

    def lay(size_pt: float) -> tuple[Frame, ...]:
        frames = fill([*_matter(paper, fonts, size_pt), *over], BACK.room_mm, inside_mm)
        return (spread(frames[0], BACK.room_mm, MOST_GROWTH_MM),) if len(frames) == 1 else frames

    return largest_that_fits(SIZES_PT, RUN_OVER_PT, lay)


def _matter(paper: CardPaper, fonts: FontBook, size_pt: float) -> list[Block]:
    grid = Grid(fonts, size_pt, label_mm=label_mm(size_pt), least_mm=0.6 * size_pt, pad_mm=0.08 * size_pt)
    hand = Grid(fonts, size_pt, label_mm=label_mm(size_pt), least_mm=HAND_MM, pad_mm=0.08 * size_pt)
    half_mm = WIDTH_MM / 2
    widths_mm = (grid.label_mm, STEP_DATE_MM, WIDTH_MM - grid.label_mm - STEP_DATE_MM)
    steps = [(paper.head.says(step.name), step.done_on, step.note) for step in paper.steps]
    who = (
        (Field("申请人", paper.applicant, half_mm + 6, bold=True), Field("类型", paper.kind, half_mm - 6)),
        (Field("代办事项", paper.matter, WIDTH_MM, bold=True),),
        (Field("承诺时限", paper.promise, WIDTH_MM, bold=True),),
    )
    visit = (
        (Field("走访日期", paper.visit_on, WIDTH_MM),),
        (Field("走访地点", paper.visit_place, WIDTH_MM),),
    )
    return [
        *grid.fields(who, paper.head),
        Gap(2.0),
        *grid.fields(visit, paper.head),
        *hand.fields([(Field("基本情况", paper.findings, WIDTH_MM),)], paper.head),
        Gap(2.0),
        *grid.table(widths_mm, STEP_HEADINGS, steps, {0, 1}),
        Gap(2.0),
        *hand.fields([(Field("办结情况", paper.result, WIDTH_MM),)], paper.head),
        *grid.fields([(Field("办结日期", paper.completed_on, WIDTH_MM),)], paper.head),
    ]


def _front(paper: CardPaper, fonts: FontBook) -> tuple[Frame, list[Block]]:
    """What the front holds, and what must go on to the inside."""
    room_mm = _Panel(0, _front_top_mm(paper, fonts)).room_mm

    def lay(size_pt: float) -> tuple[Frame, ...]:
        return fill(_contacts(paper, fonts, size_pt), room_mm, HEIGHT_MM)

    frames = largest_that_fits(FRONT_SIZES_PT, RUN_OVER_PT, lay)
    over = [placed.block for frame in frames[1:] for placed in frame]
    return (frames[0] if over else spread(frames[0], room_mm, MOST_GROWTH_MM)), over


def _contacts(paper: CardPaper, fonts: FontBook, size_pt: float) -> list[Block]:
    grid = Grid(fonts, size_pt, label_mm=label_mm(size_pt), least_mm=0.72 * size_pt, pad_mm=0.1 * size_pt)
    name = Grid(fonts, size_pt + 3.5, label_mm=label_mm(size_pt), least_mm=0.95 * size_pt)
    services = "、".join(paper.services)
    fields = (
        ("职务", paper.agent_post),
        ("替岗人员", paper.backup),
        ("服务热线", paper.head.hotline),
        ("开放时间", paper.opening_hours),
        ("办公地点", paper.room_address),
        ("监督投诉", paper.complaint),
        ("可办事项", services),
    )
    rows: list[Block] = [
        _named(name, paper.head.field("代办员"), paper.agent, size_pt),
        _named(name, paper.head.field("电话"), paper.agent_phone, size_pt),
    ]
    return rows + grid.fields([(Field(label, text, WIDTH_MM),) for label, text in fields], paper.head)


def _named(grid: Grid, label: str, text: str, label_pt: float) -> Block:
    cells = [
        Cell(label, grid.label_mm, label_pt - 0.5, align="centre", label=True),
        Cell(text, WIDTH_MM - grid.label_mm, grid.size_pt, bold=True),
    ]
    return row(cells, grid.fonts, pad_mm=grid.pad_mm, least_mm=grid.least_mm)


def _front_top_mm(paper: CardPaper, fonts: FontBook) -> float:
    size_pt, lines = fitted(paper.head.room, WIDTH_MM, 12.0, 2, fonts)
    return MARGIN_MM + 3.0 + len(lines) * line_height_mm(size_pt) + line_height_mm(24.0) + 10.0


def _draw_front(sheet: Sheet, paper: CardPaper, frame: Frame) -> None:
    right_mm = FRONT_LEFT_MM + WIDTH_MM
    size_pt, lines = fitted(paper.head.room, WIDTH_MM, 12.0, 2, sheet.fonts)
    below_mm = MARGIN_MM + 3.0
    for line in lines:
        sheet.text_between(FRONT_LEFT_MM, right_mm, below_mm, line, size_pt)
        below_mm += line_height_mm(size_pt)
    below_mm += 0.8
    title = paper.head.title(paper_kind("card").title)
    title_pt, shown = fitted(title, WIDTH_MM, 24, 1, sheet.fonts, bold=True)
    for line in shown:
        sheet.text_between(FRONT_LEFT_MM, right_mm, below_mm, line, title_pt, bold=True)
        below_mm += line_height_mm(title_pt)
    draw(frame, sheet, FRONT_LEFT_MM, _front_top_mm(paper, sheet.fonts))
    foot_mm = HEIGHT_MM - MARGIN_MM - 9 * POINT_MM
    sheet.text_between(FRONT_LEFT_MM, right_mm, foot_mm, paper.head.says(FREE), 9)


def _draw_back_head(sheet: Sheet, paper: CardPaper) -> None:
    """Number and time at the left, the code at the right."""
    right_mm = MARGIN_MM + WIDTH_MM
    sheet.text(MARGIN_MM, MARGIN_MM + 0.8, paper.head.says("本次代办"), 14, bold=True)
    if paper.head.copy_note:
        note = full_width(paper.head.copy_note)
        tag_mm = right_mm - CODE_MM - 2 - tag_width_mm(note, 9, sheet.fonts)
        draw_tag(sheet, tag_mm, MARGIN_MM + 0.8, note, 9)
    number = f"编号 {paper.head.case_no}" if paper.head.case_no else "编号"
    sheet.text(MARGIN_MM, MARGIN_MM + 9.6, number, 9.5, bold=True)
    sheet.text(MARGIN_MM, MARGIN_MM + 15.0, paper.head.made_at_text, 9)
    draw_code(sheet, right_mm - CODE_MM, MARGIN_MM - 1, CODE_MM, paper.head.qr_text)


def _draw_inside(sheet: Sheet, paper: CardPaper, frame: Frame, left_mm: float) -> None:
    title = f"{paper.head.title(paper_kind('card').title)}（续）"
    room_mm = WIDTH_MM - CONTINUED_NUMBER_MM
    size_pt, shown = fitted(title, room_mm, 11, 1, sheet.fonts, bold=True)
    sheet.text(left_mm, MARGIN_MM, shown[0], size_pt, bold=True)
    sheet.text_to(left_mm + WIDTH_MM, MARGIN_MM + 0.6, paper.head.case_no, 8.5)
    draw(frame, sheet, left_mm, INSIDE_TOP_MM)


def _draw_foot(sheet: Sheet, paper: CardPaper, left_mm: float, page: int, pages: int) -> None:
    foot_mm = HEIGHT_MM - MARGIN_MM - FOOT_HEIGHT_MM
    draw_footer(sheet, left_mm, left_mm + WIDTH_MM, foot_mm, paper.head, page, pages)


def _draw_fold(sheet: Sheet) -> None:
    """Two short marks at the edges: where to fold, without a line through the card."""
    for from_mm, to_mm in ((0.0, FOLD_MARK_MM), (HEIGHT_MM - FOLD_MARK_MM, HEIGHT_MM)):
        sheet.line((PANEL_MM, from_mm), (PANEL_MM, to_mm), dash_mm=(1.0, 1.0))
