"""村民(居民)代理事项登记本, 一式三联: one A4 sheet cut into three parts of 99 mm (002 工作程序 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.printing.blocks import Block, draw_tag, signature_box, tag_width_mm
from app.printing.flow import Frame, draw, fill, largest_that_fits, spread
from app.printing.fonts import FontBook, font_book
from app.printing.lines import POINT_MM, full_width, width_mm
from app.printing.papers import SLIP_DESTINATIONS, SlipPaper, paper_kind
from app.printing.parts import (
    FOOT_HEIGHT_MM,
    Field,
    Grid,
    draw_code,
    draw_cut_line,
    draw_footer,
    draw_logo,
    fitted,
    label_mm,
    material_words,
    missing_words,
)
from app.printing.sheet import Sheet, line_height_mm

PART_MM = 99.0
PARTS = 3
LEFT_MM = 11.0  # room for the binding's holes at the left
RIGHT_MM = 8.0
WIDTH_MM = 210.0 - LEFT_MM - RIGHT_MM
EDGE_MM = 5.5  # above and below in each part: what office printers cannot reach
SIDE_MM = 44.0  # the column of the code and the signatures
SIDE_GAP_MM = 3.0
CODE_MM = 22.0
HEAD_MM = 13.5
ROOM_LINES = 2  # of the smallest type, beside the book's number
ROOM_MM = PART_MM - 2 * EDGE_MM - HEAD_MM - FOOT_HEIGHT_MM - 1.6  # for the fields of one part
SIZES_PT = (9.5, 9.0, 8.5, 8.0, 7.5)
RUN_OVER_PT = 8.5
MOST_GROWTH_MM = 1.0
LOGO_MM = 6.0
TITLE = "村民（居民）代理事项登记本"


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the three: where it goes, which ID number it shows and what its pages hold."""

    destination: str
    frames: tuple[Frame, ...]


def render(papers: Sequence[SlipPaper], fonts: FontBook | None = None) -> bytes:
    """The three parts of each slip as PDF; where a part runs over, so do all three, each with its own pages."""
    fonts = fonts or font_book()
    kind = paper_kind("slip")
    number = papers[0].head.case_no if len(papers) == 1 else ""
    sheet = Sheet(kind.width_mm, kind.height_mm, f"{kind.title} {number}".strip(), fonts)
    for paper in papers:
        _draw_slip(sheet, paper)
    return sheet.finish()


def _draw_slip(sheet: Sheet, paper: SlipPaper) -> None:
    numbers = (paper.id_number, paper.id_number, paper.applicants_id_number)
    parts = [
        _Part(destination, _frames(paper, number, sheet.fonts))
        for destination, number in zip(SLIP_DESTINATIONS, numbers, strict=True)
    ]
    pages = max(len(part.frames) for part in parts)
    for page in range(pages):
        for place, part in enumerate(parts):
            _draw_part(sheet, paper, part, place * PART_MM, (page, pages))
        for cut in range(1, PARTS):
            draw_cut_line(sheet, cut * PART_MM)
        sheet.next_page()


def _frames(paper: SlipPaper, id_number: str, fonts: FontBook) -> tuple[Frame, ...]:
    def lay(size_pt: float) -> tuple[Frame, ...]:
        frames = fill(_blocks(paper, id_number, fonts, size_pt), ROOM_MM, ROOM_MM)
        return (spread(frames[0], ROOM_MM, MOST_GROWTH_MM),) if len(frames) == 1 else frames

    return largest_that_fits(SIZES_PT, RUN_OVER_PT, lay)


def _blocks(paper: SlipPaper, id_number: str, fonts: FontBook, size_pt: float) -> list[Block]:
    whole_mm = WIDTH_MM - SIDE_MM - SIDE_GAP_MM
    grid = Grid(fonts, size_pt, label_mm=label_mm(size_pt), least_mm=0.52 * size_pt, pad_mm=0.07 * size_pt)
    narrow_mm, third_mm = grid.label_mm + 11.0, 54.0
    half_mm = whole_mm / 2
    agent = " ".join(words for words in (paper.agent, paper.agent_phone) if words)
    room = [] if _room_lines(paper, fonts)[1] else [(Field("服务机构", paper.head.room, whole_mm),)]
    rows = [
        *room,
        (
            Field("申请人", paper.applicant, whole_mm - narrow_mm - third_mm, bold=True),
            Field("性别", paper.sex, narrow_mm),
            Field("联系电话", paper.phone, third_mm),
        ),
        (
            Field("证件号码", id_number, whole_mm - narrow_mm - third_mm + 6),
            Field("代申请人", paper.representative, third_mm - 12),
            Field("关系", paper.relation, narrow_mm + 6),
        ),
        (Field("住址", paper.address, whole_mm),),
        (Field("代理事项", paper.matter, whole_mm, bold=True),),
        (Field("主管部门", paper.department, whole_mm - third_mm), Field("办件类型", paper.kind, third_mm)),
        (Field("收到材料", material_words(paper.materials), whole_mm),),
        (Field("尚缺材料", missing_words(paper.missing, blank=not paper.applicant), whole_mm),),
        (Field("情况说明", paper.description, whole_mm),),
        (Field("代办员", agent, half_mm), Field("首问责任人", paper.first_asked, half_mm)),
        (Field("承诺时限", paper.promise, whole_mm, bold=True),),
        (
            Field("上报单位", paper.escalated_to, whole_mm - third_mm),
            Field("上报日期", paper.escalated_on, third_mm),
        ),
        (Field("办理结果", paper.result, whole_mm),),
        (Field("备注", paper.remark, whole_mm),),
    ]  # fmt: skip
    return grid.fields(rows, paper.head)


def _draw_part(sheet: Sheet, paper: SlipPaper, part: _Part, top_mm: float, page: tuple[int, int]) -> None:
    """One part, all of it between ``top_mm`` and ``top_mm`` + 99 mm; ``page`` counts from 0."""
    right_mm = sheet.page_width_mm - RIGHT_MM
    number, pages = page
    _draw_head(sheet, paper, part.destination, top_mm + EDGE_MM, continued=number > 0)
    body_mm = top_mm + EDGE_MM + HEAD_MM
    if number < len(part.frames):
        draw(part.frames[number], sheet, LEFT_MM, body_mm)
    _draw_side(sheet, paper, right_mm - SIDE_MM, body_mm, signed=number == 0)
    foot_mm = top_mm + PART_MM - EDGE_MM - FOOT_HEIGHT_MM
    draw_footer(sheet, LEFT_MM, right_mm, foot_mm, paper.head, number + 1, pages, with_time=True)


def _draw_head(sheet: Sheet, paper: SlipPaper, destination: str, top_mm: float, *, continued: bool) -> None:
    right_mm = sheet.page_width_mm - RIGHT_MM
    words = full_width(destination)
    tag_mm = right_mm - tag_width_mm(words, 10, sheet.fonts)
    draw_tag(sheet, tag_mm, top_mm, words, 10)
    own = paper.head.title(TITLE)
    title = f"{own}（续）" if continued else own
    left_mm = LEFT_MM + (LOGO_MM + 1.5 if paper.head.form.logo_png else 0.0)
    draw_logo(sheet, LEFT_MM, top_mm - 0.5, LOGO_MM, paper.head)
    note = full_width(paper.head.copy_note)
    note_mm = tag_width_mm(note, 9, sheet.fonts) + 4 if note else 0.0
    size_pt, shown = fitted(title, tag_mm - left_mm - note_mm - 2, 14, 1, sheet.fonts, bold=True)
    for number, line in enumerate(shown):
        sheet.text(left_mm, top_mm + number * line_height_mm(size_pt, 1.1), line, size_pt, bold=True)
    if note:
        draw_tag(
            sheet, left_mm + width_mm(shown[0], size_pt, sheet.fonts, bold=True) + 4, top_mm + 0.3, note, 9
        )
    line_mm = top_mm + line_height_mm(14) + 0.9
    sheet.text_to(right_mm, line_mm, _book_words(paper), 9)
    size_pt, lines = _room_lines(paper, sheet.fonts)
    for line in lines:
        sheet.text(LEFT_MM, line_mm, line, size_pt)
        line_mm += line_height_mm(size_pt, 1.1)


def _book_words(paper: SlipPaper) -> str:
    blank_day = "　　　　年　　月　　日"
    fields = (
        ("本号", paper.book_no or "　　　"),
        ("页号", paper.page_no or "　　　"),
        ("日期", paper.accepted_on or blank_day),
    )
    return "　".join(f"{label} {text}" for label, text in fields)


def _room_lines(paper: SlipPaper, fonts: FontBook) -> tuple[float, tuple[str, ...]]:
    """The room's name as the head shows it; no lines where it is too long for the head and becomes a field."""
    book_mm = width_mm(_book_words(paper), 9, fonts)
    size_pt, lines = fitted(paper.head.room, WIDTH_MM - book_mm - 5, 9, 1, fonts)
    return size_pt, lines if len(lines) <= ROOM_LINES else ()


def _draw_side(sheet: Sheet, paper: SlipPaper, left_mm: float, top_mm: float, *, signed: bool) -> None:
    """The code with its number, and below it the boxes for the applicant (44 × 21 mm) and the agent."""
    draw_code(sheet, left_mm + (SIDE_MM - CODE_MM) / 2, top_mm - 1, CODE_MM, paper.head.qr_text)
    number = f"编号 {paper.head.case_no}" if paper.head.case_no else "编号" + 9 * "　"
    number_mm = top_mm + CODE_MM - 0.8
    sheet.text_between(left_mm, left_mm + SIDE_MM, number_mm, number, 8, bold=True)
    if not signed:
        return
    boxes_mm = number_mm + 8 * POINT_MM + 2.2
    applicant = signature_box("申请人（代申请人）", SIDE_MM, 21.0, sheet.fonts)
    applicant.draw(sheet, left_mm, boxes_mm)
    agent_mm = boxes_mm + applicant.height_mm + 2
    rest_mm = top_mm + ROOM_MM - agent_mm
    caption = paper.head.field("代办员")
    box = signature_box(caption, SIDE_MM, rest_mm, sheet.fonts, hint="签名（盖章）")
    box.draw(sheet, left_mm, agent_mm)
