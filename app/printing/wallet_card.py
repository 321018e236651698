"""便民联系卡: 90 × 54 mm, ten on an A4 sheet with cut marks; the second page is the backs."""

from __future__ import annotations

from app.printing.fixed_places import FixedPlaces, Place
from app.printing.fonts import FontBook, font_book
from app.printing.lines import full_width
from app.printing.lines import width_mm as width_of
from app.printing.papers import A4_MM, CardPaper
from app.printing.sheet import Sheet

CARD_MM = (90.0, 54.0)
COLUMNS, ROWS = 2, 5
LEFT_MM = (A4_MM[0] - COLUMNS * CARD_MM[0]) / 2
TOP_MM = (A4_MM[1] - ROWS * CARD_MM[1]) / 2
INSET_MM = 4.0
CODE_MM = 21.0
MARK_MM = 4.5
MARK_GAP_MM = 2.0
SMALLEST_PT = 5.5
LABEL_MM = 9.0
LABEL_PT = 8.0
TITLE = "便民联系卡"
FREE = "为民服务　无偿代办"
STEP_ROW_MM = 4.6


def render(paper: CardPaper, fonts: FontBook | None = None) -> bytes:
    """Two pages for printing on both sides: ten fronts, ten backs, and what was too long for a card behind."""
    sheet = Sheet(*A4_MM, f"{TITLE} {paper.head.case_no}".strip(), fonts or font_book())
    spare = FixedPlaces(sheet, SMALLEST_PT)
    for side in (_draw_front, _draw_back):
        for number in range(COLUMNS * ROWS):
            places = FixedPlaces(sheet, SMALLEST_PT)
            left_mm = LEFT_MM + number % COLUMNS * CARD_MM[0]
            side(places, paper, left_mm, TOP_MM + number // COLUMNS * CARD_MM[1])
            if not number:
                spare.too_long += places.too_long
        _draw_cut_marks(sheet)
        sheet.next_page()
    spare.further_pages(f"{TITLE} {paper.head.case_no}".strip(), LEFT_MM)
    return sheet.finish()


def _draw_front(places: FixedPlaces, paper: CardPaper, left_mm: float, top_mm: float) -> None:
    left_mm, top_mm = left_mm + INSET_MM, top_mm + INSET_MM - 0.8
    width_mm = CARD_MM[0] - 2 * INSET_MM
    places.put(Place(left_mm, top_mm, width_mm, 5.0), "服务机构", paper.head.room, 9.5, middle=True)
    name_mm = 34.0
    form = paper.head.form
    name = paper.head.field("代办员")
    places.put(Place(left_mm, top_mm + 6.0, name_mm, 7.4), name, paper.agent or "　", 17.0, bold=True)
    post = Place(left_mm + name_mm + 2, top_mm + 6.4, width_mm - name_mm - 2, 6.6)
    places.put(post, form.words("职务"), paper.agent_post, 9.0)
    phone = f"{form.words('电话')} {paper.agent_phone or '　'}"
    places.put(Place(left_mm, top_mm + 14.2, width_mm, 6.2), form.words("电话"), phone, 14.0, bold=True)
    lines = (
        (form.words_or("替岗人员", "替岗"), paper.backup, 4.2),
        (form.words_or("服务热线", "热线"), paper.head.hotline, 4.2),
        (form.words_or("开放时间", "开放"), paper.opening_hours, 4.2),
        (form.words_or("可办事项", "可办"), "、".join(paper.services), 8.6),
    )
    below_mm = top_mm + 21.4
    for label, text, height_mm in lines:
        label_mm = max(LABEL_MM, width_of(label, LABEL_PT, places.sheet.fonts) + 1.5)
        places.sheet.text(left_mm, below_mm + 0.5, label, LABEL_PT)
        place = Place(left_mm + label_mm, below_mm, width_mm - label_mm, height_mm - 0.3)
        places.put(place, label, text, 8.5)
        below_mm += height_mm
    last = "　".join(words for words in (form.title, paper.head.says(FREE)) if words)
    places.put(Place(left_mm, below_mm + 0.2, width_mm, 3.6), "", last, 8.0, middle=True)


def _draw_back(places: FixedPlaces, paper: CardPaper, left_mm: float, top_mm: float) -> None:
    left_mm, top_mm = left_mm + INSET_MM, top_mm + INSET_MM - 1.0
    width_mm = CARD_MM[0] - 2 * INSET_MM
    words_mm = width_mm - CODE_MM - 1.5
    number = f"编号 {paper.head.case_no}" if paper.head.case_no else "编号"
    places.put(Place(left_mm, top_mm, words_mm, 4.2), "编号", number, 9.0, bold=True)
    note = full_width(paper.head.copy_note) or paper.head.says("本次代办")
    places.put(Place(left_mm, top_mm + 4.6, words_mm, 3.6), "", note, 8.0)
    form, field = paper.head.form, paper.head.field
    matter = f"{form.words_or('代办事项', '事项')} {paper.matter}"
    places.put(Place(left_mm, top_mm + 8.6, words_mm, 6.4), field("代办事项"), matter, 9.0, bold=True)
    promise = " ".join(
        words
        for words in (form.words_or("承诺时限", "" if paper.promise else "承诺"), paper.promise)
        if words
    )
    places.put(Place(left_mm, top_mm + 15.2, words_mm, 6.0), field("承诺时限"), promise, 8.0)
    if paper.head.qr_text:
        places.sheet.qr(left_mm + width_mm - CODE_MM, top_mm - 1.0, CODE_MM, paper.head.qr_text)
    _draw_steps(places, paper, left_mm, top_mm + 22.8)
    result_mm = top_mm + 22.8 + 2 * 2 * STEP_ROW_MM + 0.6
    result = f"{form.words_or('办结情况', '结果')} {paper.result}"
    places.put(Place(left_mm, result_mm, width_mm * 0.62, 6.0), field("办结情况"), result, 8.0)
    done = Place(left_mm + width_mm * 0.64, result_mm, width_mm * 0.36, 6.0)
    completed = f"{form.words_or('办结日期', '办结')} {paper.completed_on}"
    places.put(done, field("办结日期"), completed, 8.0)


def _draw_steps(places: FixedPlaces, paper: CardPaper, left_mm: float, top_mm: float) -> None:
    """Six steps in two rows of three, each name with room for its date beneath."""
    step_mm = (CARD_MM[0] - 2 * INSET_MM) / 3
    for number, step in enumerate(paper.steps[:6]):
        x_mm = left_mm + number % 3 * step_mm
        y_mm = top_mm + number // 3 * 2 * STEP_ROW_MM
        places.sheet.box(x_mm, y_mm, step_mm, STEP_ROW_MM)
        places.sheet.box(x_mm, y_mm + STEP_ROW_MM, step_mm, STEP_ROW_MM)
        name = paper.head.says(step.name)
        named = Place(x_mm + 0.5, y_mm + 0.4, step_mm - 1, STEP_ROW_MM - 0.8)
        places.put(named, name, name, 8.0, middle=True)
        dated = Place(x_mm + 0.5, y_mm + STEP_ROW_MM + 0.4, step_mm - 1, STEP_ROW_MM - 0.8)
        places.put(dated, name, step.done_on, 7.5, middle=True)


def _draw_cut_marks(sheet: Sheet) -> None:
    """Short strokes outside the cards at every edge, so that no line stands on a card."""
    for column in range(COLUMNS + 1):
        x_mm = LEFT_MM + column * CARD_MM[0]
        for from_mm in (TOP_MM - MARK_GAP_MM - MARK_MM, TOP_MM + ROWS * CARD_MM[1] + MARK_GAP_MM):
            sheet.line((x_mm, from_mm), (x_mm, from_mm + MARK_MM))
    for line in range(ROWS + 1):
        y_mm = TOP_MM + line * CARD_MM[1]
        for from_mm in (LEFT_MM - MARK_GAP_MM - MARK_MM, LEFT_MM + COLUMNS * CARD_MM[0] + MARK_GAP_MM):
            sheet.line((from_mm, y_mm), (from_mm + MARK_MM, y_mm))
