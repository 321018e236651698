"""材料接收单: A5 portrait, with a stub below the cut line for the return of originals (000 §三.4)."""

from __future__ import annotations

from app.printing.blocks import Block, Gap, SealPlace, Signatures, signature_box
from app.printing.flow import Frame, Placed, draw, fill, largest_that_fits, spread, used_mm
from app.printing.fonts import FontBook, font_book
from app.printing.papers import PaperHead, ReceiptPaper, paper_kind
from app.printing.parts import (
    FOOT_HEIGHT_MM,
    MATERIAL_HEADINGS,
    Field,
    Grid,
    Letterhead,
    draw_cut_line,
    draw_footer,
    label_mm,
    missing_words,
)
from app.printing.sheet import Sheet

MARGIN_MM = 11.0
TOP_MM = 9.0
CODE_MM = 23.0
FOOT_ABOVE_CUT_MM = 2.0
STUB_MM = 35.0  # from the cut line to the lower edge
SIZES_PT = (10.5, 10.0, 9.5, 9.0)
RUN_OVER_PT = 10.0
MOST_GROWTH_MM = 1.2  # how much higher than needed a row may become where there is room
TABLE_WIDTHS_MM = (11.0, 56.0, 25.0, 11.0, 23.0)


def render(paper: ReceiptPaper, fonts: FontBook | None = None) -> bytes:
    """The receipt as PDF; the same description gives the same bytes. Runs over where it must, the stub last."""
    fonts = fonts or font_book()
    kind = paper_kind("receipt")
    sheet = Sheet(kind.width_mm, kind.height_mm, f"{kind.title} {paper.head.case_no}".strip(), fonts)
    width_mm = kind.width_mm - 2 * MARGIN_MM
    letterhead = Letterhead(paper.head, kind.title, width_mm, CODE_MM, fonts)
    begin_mm = TOP_MM + letterhead.height_mm
    foot_mm = kind.height_mm - TOP_MM - FOOT_HEIGHT_MM
    cut_mm = kind.height_mm - STUB_MM
    frames = _frames(
        paper,
        fonts,
        width_mm,
        foot_mm - begin_mm,
        cut_mm - FOOT_HEIGHT_MM - FOOT_ABOVE_CUT_MM - 1.0 - begin_mm,
    )
    for page, frame in enumerate(frames, 1):
        last = page == len(frames)
        letterhead.draw(sheet, MARGIN_MM, TOP_MM, continued=page > 1)
        draw(frame, sheet, MARGIN_MM, begin_mm)
        footer_mm = cut_mm - FOOT_HEIGHT_MM - FOOT_ABOVE_CUT_MM if last else foot_mm
        draw_footer(sheet, MARGIN_MM, kind.width_mm - MARGIN_MM, footer_mm, paper.head, page, len(frames))
        if last:
            _draw_stub(sheet, paper.head, cut_mm, width_mm)
        sheet.next_page()
    return sheet.finish()


def _frames(
    paper: ReceiptPaper, fonts: FontBook, width_mm: float, whole_mm: float, above_stub_mm: float
) -> tuple[Frame, ...]:
    """The pages' contents; the last one leaves room for the stub."""

    def lay(size_pt: float) -> tuple[Frame, ...]:
        blocks = _blocks(paper, fonts, size_pt, width_mm)
        short = fill(blocks, above_stub_mm, whole_mm)
        if len(short) == 1:
            return (spread(short[0], above_stub_mm, MOST_GROWTH_MM),)
        frames = fill(blocks, whole_mm, whole_mm)
        if used_mm(frames[-1]) <= above_stub_mm:
            return frames
        signatures = frames[-1][-1].block
        return (*frames[:-1], frames[-1][:-1], (Placed(signatures, 0.0),))

    return largest_that_fits(SIZES_PT, RUN_OVER_PT, lay)


def _blocks(paper: ReceiptPaper, fonts: FontBook, size_pt: float, width_mm: float) -> list[Block]:
    blank = not paper.applicant
    grid = Grid(
        fonts,
        size_pt,
        label_mm=label_mm(size_pt),
        least_mm=0.68 * size_pt,
        pad_mm=0.11 * size_pt,
    )
    half_mm = width_mm / 2
    above = (
        (Field("申请人", paper.applicant, half_mm, bold=True), Field("联系电话", paper.phone, half_mm)),
        (Field("证件号码", paper.id_number, half_mm), Field("代申请人", paper.representative, half_mm)),
        (Field("住址", paper.address, width_mm),),
        (Field("代办事项", paper.matter, width_mm, bold=True),),
        (Field("办件类型", paper.kind, half_mm), Field("首问责任人", paper.first_asked, half_mm)),
        (Field("承诺时限", paper.promise, width_mm, bold=True),),
    )
    below = [
        (Field("尚缺材料", missing_words(paper.missing, blank=blank), width_mm),),
        (Field("原件保管", paper.originals, width_mm),),
    ]
    if paper.note:
        below.append((Field("备注", paper.note, width_mm),))
    form = paper.head.form
    blocks: list[Block] = [
        *grid.fields(above, paper.head), Gap(2.0), *_material_rows(paper, grid), *grid.fields(below, paper.head),
    ]  # fmt: skip
    small = Grid(fonts, size_pt - 1.5, label_mm=0, least_mm=0, pad_mm=0.7)
    blocks.append(Gap(1.0))
    blocks += [
        small.words(words, width_mm)
        for words in (paper.head.says(paper.fee_note), paper.progress, paper.complaint)
        if words
    ]
    blocks.append(Gap(1.5))
    if form.seal_place:
        blocks += [SealPlace(form.seal_place, width_mm), Gap(1.5)]
    return [*blocks, _signatures(paper, fonts, width_mm)]


def _material_rows(paper: ReceiptPaper, grid: Grid) -> list[Block]:
    lines = [(line.no, line.name, line.form, line.sheets, line.remark) for line in paper.materials]
    if not lines:
        lines = [("", "未收取材料", "", "", "")]
    return grid.table(TABLE_WIDTHS_MM, MATERIAL_HEADINGS, lines, {0, 2, 3})


def _signatures(paper: ReceiptPaper, fonts: FontBook, width_mm: float) -> Signatures:
    gap_mm = 4.0
    box_mm = (width_mm - gap_mm) / 2
    taker = paper.head.says("接收人（代办员）")
    agent = " ".join(words for words in (taker, paper.agent, paper.agent_phone) if words)
    boxes = (
        signature_box("申请人（代申请人）", box_mm, 20.0, fonts),
        signature_box(agent, box_mm, 20.0, fonts, hint="签名（盖章）"),
    )
    return Signatures(boxes, gap_mm)


def _draw_stub(sheet: Sheet, head: PaperHead, cut_mm: float, width_mm: float) -> None:
    """Return of originals: what, how many sheets, when, and the applicant's mark (box 44 × 22 mm)."""
    draw_cut_line(sheet, cut_mm, words="沿此线裁下　退还原件时填写，由本室留存")
    box_mm = 48.0
    words_mm = width_mm - box_mm - 4.0
    top_mm = cut_mm + 4.0
    sheet.text(MARGIN_MM, top_mm, "退还原件签收", 12, bold=True)
    sheet.text_to(MARGIN_MM + words_mm, top_mm + 0.8, head.case_no or "编号" + 12 * "　", 8.5)
    fields = ("退还材料", "共计张数", "退还日期")
    grid = Grid(sheet.fonts, 9.0, label_mm=18.0, least_mm=6.6)
    below_mm = top_mm + 6.4
    for label in fields:
        text = "　　　　年　　月　　日" if label == "退还日期" else ""
        block = grid.row(Field(label, text, words_mm))
        block.draw(sheet, MARGIN_MM, below_mm)
        below_mm += block.height_mm
    box = signature_box("领取人", box_mm, below_mm - top_mm, sheet.fonts)
    box.draw(sheet, MARGIN_MM + words_mm + 4.0, top_mm)
