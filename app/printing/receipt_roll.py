"""材料接收单 for a roll of 80 mm: one column of 72 mm, as long as its words need."""

from __future__ import annotations

from app.printing.blocks import Block, Cell, Gap, Signatures, row, signature_box
from app.printing.flow import Placed, draw
from app.printing.fonts import FontBook, font_book
from app.printing.lines import full_width
from app.printing.papers import ReceiptPaper
from app.printing.parts import draw_code, missing_words
from app.printing.sheet import Sheet

WIDTH_MM = 80.0
MARGIN_MM = 5.0
TOP_MM = 5.0
FEED_MM = 8.0  # paper below the last line, for the knife
CODE_MM = 30.0
LABEL_MM = 17.5
SIZE_PT = 9.5
LABEL_PT = 9.0
TITLE = "材料接收单"


def render(paper: ReceiptPaper, fonts: FontBook | None = None) -> bytes:
    """One page 80 mm wide and as high as it must be."""
    fonts = fonts or font_book()
    blocks = _blocks(paper, fonts)
    below_mm = 0.0
    frame: list[Placed] = []
    for block in blocks:
        frame.append(Placed(block, below_mm))
        below_mm += block.height_mm
    height_mm = TOP_MM + below_mm + 2.0 + CODE_MM + FEED_MM
    sheet = Sheet(WIDTH_MM, height_mm, f"{TITLE} {paper.head.case_no}".strip(), fonts)
    draw(tuple(frame), sheet, MARGIN_MM, TOP_MM)
    draw_code(sheet, (WIDTH_MM - CODE_MM) / 2, TOP_MM + below_mm + 2.0, CODE_MM, paper.head.qr_text)
    sheet.next_page()
    return sheet.finish()


def _blocks(paper: ReceiptPaper, fonts: FontBook) -> list[Block]:
    width_mm = WIDTH_MM - 2 * MARGIN_MM
    head = paper.head

    def centred(text: str, size_pt: float, *, bold: bool = False) -> Block:
        return row([Cell(text, width_mm, size_pt, bold, "centre")], fonts, pad_mm=0.5, ruled=False)

    def field(label: str, text: str, *, bold: bool = False) -> Block:
        cells = [
            Cell(head.field(label), LABEL_MM, LABEL_PT, label=True),
            Cell(text, width_mm - LABEL_MM, SIZE_PT, bold),
        ]
        return row(cells, fonts, pad_mm=0.7, ruled=False)

    blocks: list[Block] = [centred(head.room, 10.0), centred(head.title(TITLE), 16.0, bold=True)]
    blocks += [centred(full_width(head.copy_note), 11.0, bold=True)] if head.copy_note else []
    blocks += [
        centred(head.case_no or "编号　　　　　　　　　", 10.0, bold=True),
        centred(head.made_at_text, LABEL_PT),
        Gap(1.0),
        field("申请人", paper.applicant, bold=True),
        field("证件号码", paper.id_number),
        field("联系电话", paper.phone),
        field("代办事项", paper.matter, bold=True),
        field("承诺时限", paper.promise, bold=True),
    ]
    blocks += [
        field(f"材料{line.no}", _material(line.name, line.form, line.sheets)) for line in paper.materials
    ]
    blocks += [
        field("尚缺材料", missing_words(paper.missing, blank=not paper.applicant)),
        field("原件保管", paper.originals),
    ]
    agent = f"{paper.agent} {paper.agent_phone}".strip()
    blocks += [field("代办员", agent), field("首问责任人", paper.first_asked), Gap(1.5)]
    box = signature_box("申请人（代申请人）", width_mm, 22.0, fonts)
    blocks += [Signatures((box,), 0.0), Gap(1.0)]
    notes = (head.says(paper.fee_note), paper.progress, paper.complaint, full_width(head.sample_notice))
    blocks += [row([Cell(note, width_mm, 8.0)], fonts, pad_mm=0.4, ruled=False) for note in notes if note]
    return blocks


def _material(name: str, form: str, sheets: str) -> str:
    details = "，".join(words for words in (form, f"{sheets}张" if sheets else "") if words)
    return f"{name}（{details}）" if details else name
