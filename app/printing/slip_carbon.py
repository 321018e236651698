"""村民(居民)代理事项登记本 on 241 mm continuous carbonless paper: printed once, the carbon makes the copies.

Every field has its fixed place, so that the overlay 套打 puts the same values on a form that a print shop
printed from the empty one. What is too long for its place stands on a further page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.printing.blocks import SIDE_MM, signature_box
from app.printing.fixed_places import FixedPlaces, Place
from app.printing.fonts import FontBook, font_book
from app.printing.lines import full_width
from app.printing.papers import SLIP_DESTINATIONS, SlipPaper
from app.printing.parts import FOOT_HEIGHT_MM, draw_code, draw_footer, material_words, missing_words
from app.printing.sheet import Sheet

WIDTH_MM = 241.0
EDGE_MM = 17.0  # the tractor holes and their tear-off strips
TOP_MM = 7.6  # drivers of 24-pin printers cut off what stands nearer than 6.35 mm to an edge
BOTTOM_MM = 6.6
HEAD_MM = 11.0
COLUMN_MM = 46.0  # the code and the signatures
COLUMN_GAP_MM = 3.0
CODE_MM = 23.0
LABEL_MM = 17.0
LEAST_BOX_MM = 20.0
TITLE = "村民（居民）代理事项登记本"


@dataclass(frozen=True, slots=True)
class _Cell:
    """One field: its label, its text, its part of the row's width."""

    label: str
    text: str
    share: float = 1.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """One row and how many units it is high."""

    units: int
    cells: tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """The measures of one height of paper."""

    height_mm: float
    value_pt: float
    label_pt: float

    @property
    def grid_top_mm(self) -> float:
        return TOP_MM + HEAD_MM

    @property
    def grid_mm(self) -> float:
        return self.height_mm - TOP_MM - HEAD_MM - FOOT_HEIGHT_MM - BOTTOM_MM - 1.0


NUMBER_LABEL_MM = 9.0
NUMBERS = {
    "本号": Place(EDGE_MM + 62.0, TOP_MM, 28.0, 5.0),
    "页号": Place(EDGE_MM + 91.0, TOP_MM, 21.0, 5.0),
    "日期": Place(EDGE_MM + 113.0, TOP_MM, 42.0, 5.0),
    "编号": Place(WIDTH_MM - EDGE_MM - COLUMN_MM, TOP_MM + CODE_MM - 1.4, COLUMN_MM, 4.6),
}
ROOM = Place(EDGE_MM + 90.0, TOP_MM + 5.4, 65.0, 5.0)
NOTE = Place(WIDTH_MM - EDGE_MM - COLUMN_MM - COLUMN_GAP_MM - 0.5, TOP_MM - 1.0, 12.5, 11.0)
THIRD = _Shape(93.1, 9.0, 8.0)
HALF = _Shape(139.7, 11.0, 9.0)


def render(
    papers: Sequence[SlipPaper], height_mm: float, fonts: FontBook | None = None, *, overlay: bool = False
) -> bytes:
    """One page a slip, 93.1 or 139.7 mm high; ``overlay`` prints the values only."""
    number = papers[0].head.case_no if len(papers) == 1 else ""
    sheet = Sheet(WIDTH_MM, height_mm, f"{TITLE} {number}".strip(), fonts or font_book())
    shape = THIRD if height_mm == THIRD.height_mm else HALF
    for paper in papers:
        places = FixedPlaces(sheet)
        if not overlay:
            _draw_form(places, paper, shape)
        _draw_values(paper, shape, places)
        sheet.next_page()
        places.further_pages(f"{TITLE} {paper.head.case_no}".strip(), EDGE_MM)
    return sheet.finish()


def _lines(paper: SlipPaper) -> tuple[_Line, ...]:
    missing = missing_words(paper.missing, blank=not paper.applicant)
    agent = " ".join(words for words in (paper.agent, paper.agent_phone) if words)
    return (
        _Line(1, (_Cell("申请人", paper.applicant, 1.4, True), _Cell("性别", paper.sex, 0.7), _Cell("联系电话", paper.phone, 1.2))),
        _Line(1, (_Cell("证件号码", paper.id_number, 1.4), _Cell("代申请人", paper.representative, 1.1), _Cell("关系", paper.relation, 0.8))),
        _Line(1, (_Cell("住址", paper.address),)),
        _Line(1, (_Cell("代理事项", paper.matter, 1.0, True),)),
        _Line(1, (_Cell("主管部门", paper.department, 1.7), _Cell("办件类型", paper.kind))),
        _Line(2, (_Cell("收到材料", material_words(paper.materials)),)),
        _Line(1, (_Cell("尚缺材料", missing),)),
        _Line(2, (_Cell("情况说明", paper.description),)),
        _Line(1, (_Cell("代办员", agent), _Cell("首问责任人", paper.first_asked))),
        _Line(1, (_Cell("承诺时限", paper.promise, 1.0, True),)),
        _Line(1, (_Cell("上报单位", paper.escalated_to, 1.7), _Cell("上报日期", paper.escalated_on))),
        _Line(1, (_Cell("办理结果", paper.result, 1.7), _Cell("备注", paper.remark))),
    )  # fmt: skip


def _placed(paper: SlipPaper, shape: _Shape) -> list[tuple[_Cell, Place]]:
    """Every field with the place of label and value together."""
    width_mm = WIDTH_MM - 2 * EDGE_MM - COLUMN_MM - COLUMN_GAP_MM
    lines = _lines(paper)
    unit_mm = shape.grid_mm / sum(line.units for line in lines)
    placed: list[tuple[_Cell, Place]] = []
    top_mm = shape.grid_top_mm
    for line in lines:
        whole = sum(cell.share for cell in line.cells)
        left_mm = EDGE_MM
        for cell in line.cells:
            cell_mm = width_mm * cell.share / whole
            placed.append((cell, Place(left_mm, top_mm, cell_mm, line.units * unit_mm)))
            left_mm += cell_mm
        top_mm += line.units * unit_mm
    return placed


def _draw_form(labels: FixedPlaces, paper: SlipPaper, shape: _Shape) -> None:
    """What a print shop prints: title, destinations, rules, labels, boxes for signatures."""
    sheet = labels.sheet
    title = Place(EDGE_MM, TOP_MM - 0.4, 59.0, 5.6)
    labels.put(title, "名称", paper.head.title(TITLE), 13, bold=True)
    sheet.text(EDGE_MM, TOP_MM + 6.3, "　".join(full_width(one) for one in SLIP_DESTINATIONS), 8)
    for cell, place in _placed(paper, shape):
        sheet.box(place.left_mm, place.top_mm, place.width_mm, place.height_mm)
        label = Place(place.left_mm, place.top_mm, LABEL_MM, place.height_mm)
        sheet.box(label.left_mm, label.top_mm, label.width_mm, label.height_mm)
        words = paper.head.field(cell.label)
        labels.put(label, cell.label, words, shape.label_pt, middle=True)
    for name, at in NUMBERS.items():
        labels.put(Place(at.left_mm, at.top_mm, NUMBER_LABEL_MM, at.height_mm), name, name, 8.5)
    labels.put(ROOM, "服务机构", paper.head.room, 8.5)
    _draw_boxes(sheet, paper, shape)
    foot_mm = shape.height_mm - BOTTOM_MM - FOOT_HEIGHT_MM
    draw_footer(sheet, EDGE_MM, WIDTH_MM - EDGE_MM, foot_mm, paper.head, 1, 1, with_time=True)


def _draw_boxes(sheet: Sheet, paper: SlipPaper, shape: _Shape) -> None:
    left_mm = WIDTH_MM - EDGE_MM - COLUMN_MM
    top_mm = TOP_MM + CODE_MM + 5.0
    rest_mm = shape.grid_top_mm + shape.grid_mm - top_mm
    box_mm = max(LEAST_BOX_MM, (rest_mm - 2.0) / 2)
    signature_box("申请人（代申请人）", COLUMN_MM, box_mm, sheet.fonts).draw(sheet, left_mm, top_mm)
    below_mm = top_mm + box_mm + 2.0
    rest_mm = shape.grid_top_mm + shape.grid_mm - below_mm
    caption = paper.head.field("代办员")
    box = signature_box(caption, COLUMN_MM, rest_mm, sheet.fonts, hint="签名（盖章）")
    box.draw(sheet, left_mm, below_mm)


def _draw_values(paper: SlipPaper, shape: _Shape, places: FixedPlaces) -> None:
    for cell, place in _placed(paper, shape):
        value = Place(
            place.left_mm + LABEL_MM + SIDE_MM,
            place.top_mm + 0.4,
            place.width_mm - LABEL_MM - 2 * SIDE_MM,
            place.height_mm - 0.8,
        )
        places.put(value, cell.label, cell.text, shape.value_pt, bold=cell.bold)
    right_mm = WIDTH_MM - EDGE_MM
    draw_code(places.sheet, right_mm - COLUMN_MM / 2 - CODE_MM / 2, TOP_MM - 1.0, CODE_MM, paper.head.qr_text)
    for name, at in NUMBERS.items():
        beside_mm = at.left_mm + NUMBER_LABEL_MM
        value = Place(beside_mm, at.top_mm, at.width_mm - NUMBER_LABEL_MM, at.height_mm)
        places.put(value, name, _number(paper, name), 8.5, bold=name == "编号")
    places.put(NOTE, "", full_width(paper.head.copy_note), 9.0, bold=True)


def _number(paper: SlipPaper, label: str) -> str:
    numbers = {
        "本号": paper.book_no,
        "页号": paper.page_no,
        "日期": paper.accepted_on,
        "编号": paper.head.case_no,
    }
    return numbers[label]
