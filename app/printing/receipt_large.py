"""材料接收单 in large type: what, when, whom to call, in letters an old person reads without glasses."""

from __future__ import annotations

from app.printing.blocks import Block, Cell, Gap, draw_tag, row, tag_width_mm
from app.printing.flow import draw, fill
from app.printing.fonts import FontBook, font_book
from app.printing.lines import full_width
from app.printing.papers import A5_MM, ReceiptPaper
from app.printing.parts import draw_code
from app.printing.sheet import Sheet, line_height_mm

MARGIN_MM = 11.0
TOP_MM = 10.0
CODE_MM = 26.0
LABEL_PT = 17.0
LARGE_PT = 22.0
LEAST_PT = 16.0
HEAD_MM = CODE_MM + 4.0
TITLE = "代办回单"


def render(paper: ReceiptPaper, fonts: FontBook | None = None) -> bytes:
    """The large receipt; every letter at least 16 pt, on further pages where it must."""
    sheet = Sheet(*A5_MM, f"{TITLE} {paper.head.case_no}".strip(), fonts or font_book())
    room_mm = A5_MM[1] - TOP_MM - HEAD_MM - TOP_MM
    for frame in fill(_blocks(paper, sheet.fonts), room_mm, room_mm):
        _draw_head(sheet, paper)
        draw(frame, sheet, MARGIN_MM, TOP_MM + HEAD_MM)
        sheet.next_page()
    return sheet.finish()


def _blocks(paper: ReceiptPaper, fonts: FontBook) -> list[Block]:
    width_mm = A5_MM[0] - 2 * MARGIN_MM
    call = " ".join(words for words in (paper.agent, paper.agent_phone) if words)
    blank = "　" if paper.applicant else "　\n　"
    lines = (
        ("姓名", paper.applicant),
        ("您办的事", paper.matter),
        ("什么时候办好", paper.promise),
        ("打电话找谁", call),
    )
    blocks: list[Block] = []
    for label, text in lines:
        blocks.append(row([Cell(label, width_mm, LABEL_PT)], fonts, pad_mm=0.6, ruled=False, keeps=True))
        blocks.append(row([Cell(text or blank, width_mm, LARGE_PT, bold=True)], fonts, pad_mm=2.0))
        blocks.append(Gap(2.2))
    notes = [paper.originals, "不收钱。" if paper.fee_note else "", paper.head.sample_notice]
    blocks += [
        row([Cell(note, width_mm, LEAST_PT)], fonts, pad_mm=0.6, ruled=False) for note in notes if note
    ]
    return blocks


def _draw_head(sheet: Sheet, paper: ReceiptPaper) -> None:
    """Room, title and number at the left, the code at the right."""
    head = paper.head
    left_mm, right_mm = MARGIN_MM, A5_MM[0] - MARGIN_MM
    sheet.text(left_mm, TOP_MM, TITLE, 26, bold=True)
    if head.copy_note:
        note = full_width(head.copy_note)
        tag_mm = right_mm - CODE_MM - 2.0 - tag_width_mm(note, LEAST_PT, sheet.fonts)
        draw_tag(sheet, max(tag_mm, left_mm + 39.0), TOP_MM + 1.0, note, LEAST_PT)
    number_mm = TOP_MM + line_height_mm(26) + 3.0
    sheet.text(left_mm, number_mm, head.case_no or "编号", LEAST_PT, bold=True)
    draw_code(sheet, right_mm - CODE_MM, TOP_MM - 1.5, CODE_MM, head.qr_text)
