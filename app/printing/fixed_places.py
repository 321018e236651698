"""Text in places of a fixed size: it shrinks within limits, and what still does not fit goes on to a further page."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.printing.blocks import Block, Cell, row
from app.printing.flow import draw, fill
from app.printing.lines import POINT_MM, wrap
from app.printing.sheet import Sheet, line_height_mm

SMALLEST_PT = 6.5
SPACING = 1.22
SEE_BELOW = "（见附页）"
FURTHER_PT = 10.0
LABEL_MM = 30.0


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle for one text, in millimetres from the sheet's top left corner."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


@dataclass(slots=True)
class FixedPlaces:
    """Puts texts into places of one sheet and remembers those that were too long for theirs."""

    sheet: Sheet
    smallest_pt: float = SMALLEST_PT
    too_long: list[tuple[str, str]] = field(default_factory=list)

    def put(
        self,
        place: Place,
        name: str,
        text: str,
        largest_pt: float,
        *,
        bold: bool = False,
        middle: bool = False,
    ) -> None:
        """``text`` at the largest size that fits, in the middle of the place's height."""
        size_pt, lines = self._fitted(place, text, largest_pt, bold)
        if not lines:
            self.too_long.append((name, text))
            size_pt, lines = self._fitted(place, SEE_BELOW, largest_pt, bold)
        step_mm = line_height_mm(size_pt, SPACING)
        used_mm = (len(lines) - 1) * step_mm + size_pt * POINT_MM
        top_mm = place.top_mm + (place.height_mm - used_mm) / 2
        for line in lines:
            if middle:
                right_mm = place.left_mm + place.width_mm
                self.sheet.text_between(place.left_mm, right_mm, top_mm, line, size_pt, bold=bold)
            else:
                self.sheet.text(place.left_mm, top_mm, line, size_pt, bold=bold)
            top_mm += step_mm

    def further_pages(self, title: str, edge_mm: float) -> None:
        """What did not fit, whole, on pages of the same size behind the one just drawn."""
        if not self.too_long:
            return
        sheet = self.sheet
        width_mm = sheet.page_width_mm - 2 * edge_mm
        blocks: list[Block] = [
            row(
                [
                    Cell(name, LABEL_MM, FURTHER_PT - 0.5, align="centre", label=True),
                    Cell(text, width_mm - LABEL_MM, FURTHER_PT),
                ],
                sheet.fonts,
            )
            for name, text in self.too_long
        ]
        begin_mm = edge_mm + line_height_mm(12.0) + 1.0
        room_mm = sheet.page_height_mm - edge_mm - begin_mm
        for frame in fill(blocks, room_mm, room_mm):
            sheet.text(edge_mm, edge_mm, f"{title}　附页", 12, bold=True)
            draw(frame, sheet, edge_mm, begin_mm)
            sheet.next_page()

    def _fitted(
        self, place: Place, text: str, largest_pt: float, bold: bool
    ) -> tuple[float, tuple[str, ...]]:
        """The largest size and its lines; no lines where even the smallest size is too large."""
        size_pt = largest_pt
        while size_pt >= self.smallest_pt:
            lines = wrap(text, place.width_mm, size_pt, self.sheet.fonts, bold=bold)
            used_mm = (len(lines) - 1) * line_height_mm(size_pt, SPACING) + size_pt * POINT_MM
            if used_mm <= place.height_mm:
                return size_pt, lines
            size_pt -= 0.5
        return self.smallest_pt, ()
