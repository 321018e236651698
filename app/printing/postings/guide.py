"""服务指南: a contents page, then one item per page with what it needs, how it goes and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.blocks import Block, Cell, Gap, row
from app.printing.flow import Frame, draw, fill, largest_that_fits, spread
from app.printing.fonts import FontBook
from app.printing.lines import POINT_MM, full_width, width_mm, wrap
from app.printing.parts import fitted
from app.printing.postings.board import (
    Board,
    BoardHead,
    draw_foot,
    heading,
    shares,
    table_head,
    table_row,
)
from app.printing.postings.descriptions import GuideItem, ServiceGuide
from app.printing.sheet import Sheet, line_height_mm

TITLE = "服务指南"
CONTENTS = "目录"
MATERIAL_HEADINGS = ("序号", "材料名称", "要求", "形式", "份数")
MATERIAL_PARTS = (12.0, 77.0, 34.0, 39.0, 14.0)
SIZES_PT = (13.0, 12.0, 11.0, 10.5, 10.0)
RUN_OVER_PT = 10.5
CONTENTS_PT = 11.0
ITEM_HEAD_MM = 17.0
LEADER_MM = 1.7


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents page: a category's name, or an item and its page."""

    words: str
    page: int = 0


def render(paper: ServiceGuide, board: Board, fonts: FontBook) -> bytes:
    """The guide as PDF; the contents page only where there are several items."""
    items = [_item_frames(item, board, fonts) for item in paper.items]
    contents = _contents(paper, [len(frames) for frames in items], board, fonts) if len(items) > 1 else []
    pages = len(contents) + sum(len(frames) for frames in items)
    sheet = Sheet(board.width_mm, board.height_mm, TITLE, fonts)
    head = BoardHead(paper.head, f"{TITLE}{CONTENTS}", paper.source, board, fonts)
    for page, entries in enumerate(contents, 1):
        _draw_contents(sheet, board, head, entries, continued=page > 1)
        draw_foot(sheet, board, paper.head, page, pages)
        sheet.next_page()
    page = len(contents)
    for item, frames in zip(paper.items, items, strict=True):
        for number, frame in enumerate(frames):
            page += 1
            _draw_item_head(sheet, board, paper, item, continued=number > 0)
            draw(frame, sheet, board.margin_mm, board.margin_mm + ITEM_HEAD_MM)
            draw_foot(sheet, board, paper.head, page, pages)
            sheet.next_page()
    return sheet.finish()


def _item_frames(item: GuideItem, board: Board, fonts: FontBook) -> tuple[Frame, ...]:
    room_mm = board.foot_mm - 2.0 - board.margin_mm - ITEM_HEAD_MM

    def lay(size_pt: float) -> tuple[Frame, ...]:
        frames = fill(_item_blocks(item, board.inner_mm, size_pt, fonts), room_mm, room_mm)
        return (spread(frames[0], room_mm, 2.2),) if len(frames) == 1 else frames

    return largest_that_fits(SIZES_PT, RUN_OVER_PT, lay)


def _item_blocks(item: GuideItem, width_mm: float, size_pt: float, fonts: FontBook) -> list[Block]:
    blocks: list[Block] = [
        row([Cell(item.name, width_mm, size_pt + 8.0, bold=True)], fonts, pad_mm=1.2, ruled=False, keeps=True)
    ]
    label_mm, words_mm = shares(width_mm, (1.0, 4.6))
    for label, words in item.facts:
        cells = [
            Cell(label, label_mm, size_pt, bold=True, align="centre", label=True),
            Cell(words, words_mm, size_pt),
        ]
        blocks.append(row(cells, fonts, pad_mm=0.14 * size_pt, least_mm=0.75 * size_pt))
    if item.materials:
        blocks += [Gap(3.0), heading("需要的材料", width_mm, size_pt + 1.5, fonts)]
        widths_mm = shares(width_mm, MATERIAL_PARTS)
        head = table_head(MATERIAL_HEADINGS, widths_mm, size_pt, fonts)
        blocks.append(head)
        for number, material in enumerate(item.materials, 1):
            texts = (str(number), material.name, material.need, material.forms, material.sheets)
            centred = frozenset({0, 2, 3, 4})
            blocks.append(table_row(texts, widths_mm, size_pt, fonts, centred=centred, head=head))
    if item.steps:
        blocks += [Gap(3.0), heading("办理程序", width_mm, size_pt + 1.5, fonts)]
        widths_mm = shares(width_mm, (1.0, 18.0))
        for number, step in enumerate(item.steps, 1):
            blocks.append(table_row((str(number), step), widths_mm, size_pt, fonts, centred=frozenset({0})))
    return blocks


def _draw_item_head(
    sheet: Sheet, board: Board, paper: ServiceGuide, item: GuideItem, *, continued: bool
) -> None:
    """What book this is at the left, the item's code and category at the right, the code of the paper above."""
    left_mm, right_mm, top_mm = board.margin_mm, board.right_mm, board.margin_mm
    words = f"{paper.head.title(TITLE)}　{paper.head.room}"
    size_pt, lines = fitted(words, board.inner_mm * 0.62, board.small_pt + 1.0, 2, sheet.fonts)
    above_mm = top_mm + 10.0 - len(lines) * line_height_mm(size_pt)
    for number, line in enumerate(lines):
        sheet.text(left_mm, above_mm + number * line_height_mm(size_pt), line, size_pt)
    code_mm = 15.0 if paper.head.qr_text else 0.0
    shown = full_width(f"{item.category}　{item.code}".strip("　")) + ("（续）" if continued else "")
    sheet.text_to(right_mm - code_mm - 2.0, top_mm + 5.0, shown, board.small_pt + 1.0, bold=True)
    if paper.head.qr_text:
        sheet.qr(right_mm - code_mm, top_mm - 4.0, code_mm, paper.head.qr_text)
    sheet.line((left_mm, top_mm + 11.5), (right_mm, top_mm + 11.5), width_pt=1.4)


def _contents(
    paper: ServiceGuide, lengths: list[int], board: Board, fonts: FontBook
) -> list[tuple[_Entry, ...]]:
    """The lines of the contents, page by page; their own number of pages moves all that follow."""
    head = BoardHead(paper.head, TITLE + CONTENTS, paper.source, board, fonts)
    first, later = _lines_on(board, head, first=True), _lines_on(board, head, first=False)
    pages = _paged(_entries(paper, lengths, 0), first, later)
    return _paged(_entries(paper, lengths, len(pages)), first, later)


def _entries(paper: ServiceGuide, lengths: list[int], before: int) -> list[_Entry]:
    """Every category and item, with the page it begins on after ``before`` pages of contents."""
    entries: list[_Entry] = []
    page, category = before + 1, None
    for item, length in zip(paper.items, lengths, strict=True):
        if item.category != category:
            entries.append(_Entry(item.category))
            category = item.category
        entries.append(_Entry(item.name, page))
        page += length
    return entries


def _paged(entries: list[_Entry], first: int, later: int) -> list[tuple[_Entry, ...]]:
    """The lines page by page; a category's name never stands last on one."""
    pages: list[tuple[_Entry, ...]] = []
    rest = entries
    while rest:
        count = later if pages else first
        if count < len(rest) and not rest[count - 1].page:
            count -= 1
        pages.append(tuple(rest[:count]))
        rest = rest[count:]
    return pages


def _lines_on(board: Board, head: BoardHead, *, first: bool) -> int:
    room_mm = board.foot_mm - 2.0 - board.margin_mm - head.height_mm(continued=not first)
    return int(room_mm / line_height_mm(CONTENTS_PT, 1.5))


def _draw_contents(
    sheet: Sheet, board: Board, head: BoardHead, entries: tuple[_Entry, ...], *, continued: bool
) -> None:
    head.draw(sheet, continued=continued)
    top_mm = board.margin_mm + head.height_mm(continued=continued)
    for entry in entries:
        if entry.page:
            _draw_entry(sheet, board, entry, top_mm)
        else:
            sheet.text(board.margin_mm, top_mm, entry.words, CONTENTS_PT + 0.5, bold=True)
        top_mm += line_height_mm(CONTENTS_PT, 1.5)


def _draw_entry(sheet: Sheet, board: Board, entry: _Entry, top_mm: float) -> None:
    """The item's name, dots, its page."""
    left_mm = board.margin_mm + 8.0
    room_mm = board.right_mm - 14.0 - left_mm
    (name, *more) = wrap(entry.words, room_mm, CONTENTS_PT, sheet.fonts)
    shown = f"{name[:-1]}…" if more else name
    sheet.text(left_mm, top_mm, shown, CONTENTS_PT)
    sheet.text_to(board.right_mm, top_mm, str(entry.page), CONTENTS_PT)
    dots_from_mm = left_mm + width_mm(shown, CONTENTS_PT, sheet.fonts) + 2.0
    line_mm = top_mm + 0.8 * CONTENTS_PT * POINT_MM
    sheet.line(
        (dots_from_mm, line_mm), (board.right_mm - 10.0, line_mm), width_pt=0.5, dash_mm=(0.3, LEADER_MM)
    )
