"""材料接收单 in large type: what, when, whom to call, in letters an old person reads without glasses."""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.blocks import Block, Cell, Gap, draw_tag, row, tag_width_mm
from app.printing.flow import draw, fill
from app.printing.fonts import FontBook, font_book
from app.printing.lines import full_width, width_mm, wrap
from app.printing.papers import A5_MM, PaperHead, ReceiptPaper
from app.printing.parts import draw_code
from app.printing.sheet import Sheet, line_height_mm

MARGIN_MM = 11.0
TOP_MM = 10.0
CODE_MM = 26.0
LABEL_PT = 17.0
LARGE_PT = 22.0
LEAST_PT = 16.0
HEAD_MM = CODE_MM + 4.0
LARGEST_PT = 26.0
NOTE_MM = 10.0
WORDS_MM = A5_MM[0] - 2 * MARGIN_MM - CODE_MM - 2.0
TITLE = "代办回单"


def render(paper: ReceiptPaper, fonts: FontBook | None = None) -> bytes:
    """The large receipt; every letter at least 16 pt, on further pages where it must."""
    sheet = Sheet(*A5_MM, f"{TITLE} {paper.head.case_no}".strip(), fonts or font_book())
    head = _Head(paper.head, sheet.fonts)
    room_mm = A5_MM[1] - TOP_MM - head.height_mm - TOP_MM
    for frame in fill(_blocks(paper, sheet.fonts), room_mm, room_mm):
        head.draw(sheet)
        draw(frame, sheet, MARGIN_MM, TOP_MM + head.height_mm)
        sheet.next_page()
    return sheet.finish()


def _blocks(paper: ReceiptPaper, fonts: FontBook) -> list[Block]:
    whole_mm = A5_MM[0] - 2 * MARGIN_MM
    call = " ".join(words for words in (paper.agent, paper.agent_phone) if words)
    form = paper.head.form
    blank = "　" if paper.applicant else "　\n　"
    lines = (
        (form.words_or("申请人", "姓名"), paper.applicant),
        (form.words_or("代办事项", "您办的事"), paper.matter),
        (form.words_or("承诺时限", "什么时候办好"), paper.promise),
        ("打电话找谁", call),
    )
    blocks: list[Block] = []
    for label, text in lines:
        blocks.append(row([Cell(label, whole_mm, LABEL_PT)], fonts, pad_mm=0.6, ruled=False, keeps=True))
        blocks.append(row([Cell(text or blank, whole_mm, LARGE_PT, bold=True)], fonts, pad_mm=2.0))
        blocks.append(Gap(2.2))
    notes = [paper.originals, "不收钱。" if paper.fee_note else "", paper.head.sample_notice]
    blocks += [
        row([Cell(note, whole_mm, LEAST_PT)], fonts, pad_mm=0.6, ruled=False) for note in notes if note
    ]
    return blocks


@dataclass(frozen=True, slots=True)
class _Head:
    """Title, mark and number at the left, the code at the right; as high as a county's title makes it."""

    head: PaperHead
    fonts: FontBook

    @property
    def height_mm(self) -> float:
        below_mm = self._title_mm + 3.0 + line_height_mm(LEAST_PT)
        return max(HEAD_MM, below_mm + (0.0 if self._note_beside else NOTE_MM))

    @property
    def _title(self) -> tuple[float, tuple[str, ...]]:
        title = self.head.title(TITLE)
        one_line = width_mm(title, LARGEST_PT, self.fonts, bold=True) <= WORDS_MM
        size_pt = LARGEST_PT if one_line else LEAST_PT
        return size_pt, wrap(title, WORDS_MM, size_pt, self.fonts, bold=True)

    @property
    def _title_mm(self) -> float:
        size_pt, lines = self._title
        return len(lines) * line_height_mm(size_pt)

    @property
    def _note(self) -> str:
        return full_width(self.head.copy_note)

    @property
    def _note_beside(self) -> bool:
        """Whether the mark stands beside the title; else it has a line of its own beneath the number."""
        size_pt, lines = self._title
        title_mm = width_mm(lines[0], size_pt, self.fonts, bold=True)
        note_mm = tag_width_mm(self._note, LEAST_PT, self.fonts) + 2.0 if self._note else 0.0
        return len(lines) == 1 and title_mm + note_mm <= WORDS_MM

    def draw(self, sheet: Sheet) -> None:
        size_pt, lines = self._title
        for place, line in enumerate(lines):
            line_mm = TOP_MM + place * line_height_mm(size_pt)
            sheet.text(MARGIN_MM, line_mm, line, size_pt, bold=True)
        number_mm = TOP_MM + self._title_mm + 3.0
        sheet.text(MARGIN_MM, number_mm, self.head.case_no or "编号", LEAST_PT, bold=True)
        if self._note and self._note_beside:
            tag_mm = MARGIN_MM + WORDS_MM - tag_width_mm(self._note, LEAST_PT, self.fonts)
            draw_tag(sheet, tag_mm, TOP_MM + 1.0, self._note, LEAST_PT)
        elif self._note:
            draw_tag(sheet, MARGIN_MM, number_mm + line_height_mm(LEAST_PT), self._note, LEAST_PT)
        code_mm = A5_MM[0] - MARGIN_MM - CODE_MM
        draw_code(sheet, code_mm, TOP_MM - 1.5, CODE_MM, self.head.qr_text)
