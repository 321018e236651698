"""A paper as dots for a thermal roll printer (ESC/POS): every name prints, whatever the printer's own letters are."""

from __future__ import annotations

import shutil
from typing import Any

from app.errors import Refusal
from app.printing import raster
from app.printing.printers.port import SAFE, PrintJob

DOTS_PER_MM = 8
HEAD_DOTS = {58: 384, 80: 576}
"""How many dots a head has on rolls of 58 and 80 mm; the rest of the roll stays white."""
PROFILES = {58: "POS-5890", 80: "TM-T20II"}
"""Common printers of that many dots in python-escpos: without one it prints a warning for every picture."""
INK_BELOW = 160  # of 255; grey hairlines of a PDF still make a dot
STRIP_ROWS = 768  # rows in one GS v 0: cheap printers hold no more in memory
TAIL_DOTS = 3 * DOTS_PER_MM  # white below the last ink, before the cut


def encode(job: PrintJob, roll_mm: int) -> bytes:
    """The job as ESC/POS bytes: initialise, raster strips (GS v 0), feed and cut, once a copy.

    Refusals: ``wrong-paper`` where a page is wider than the roll.
    """
    from PIL import Image, ImageOps

    head = HEAD_DOTS[roll_mm]
    printer = _language(roll_mm)
    printer.hw("INIT")
    for page in raster.pages(job.pdf, DOTS_PER_MM * 25.4):
        if page.width_mm > roll_mm + 0.5:
            raise Refusal(
                f"没有送印：这张单据宽{page.width_mm:.0f}毫米，这台小票机只能印{roll_mm}毫米宽的纸。"
                f"请换一台打印机，或选小票版式。{SAFE}",
                code="wrong-paper",
            )
        grey = Image.frombytes("L", (page.width_px, page.height_px), page.pixels)
        ink = ImageOps.invert(grey).point(lambda value: 255 if value > 255 - INK_BELOW else 0)
        box = ink.getbbox()
        bottom = min(page.height_px, (box[3] if box else 0) + TAIL_DOTS)
        strip = Image.new("1", (head, bottom), 1)
        strip.paste(ImageOps.invert(ink).convert("1"), ((head - page.width_px) // 2, 0))
        for top in range(0, bottom, STRIP_ROWS):
            part = strip.crop((0, top, head, min(top + STRIP_ROWS, bottom)))
            printer.image(part, impl="bitImageRaster", center=False)
    printer.cut()
    return bytes(printer.output) * job.copies


def _language(roll_mm: int) -> Any:
    """python-escpos writing into memory; it leaves a folder behind in the temporary ones at every start."""
    from escpos import capabilities
    from escpos.printer import Dummy

    shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return Dummy(profile=PROFILES[roll_mm])
