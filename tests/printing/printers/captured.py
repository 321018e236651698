"""What a printer was sent, read back as the picture that it would have put on paper."""

from __future__ import annotations

from dataclasses import dataclass

import zxingcpp
from PIL import Image

PINS = 24
DOTS_BETWEEN = {39: 2, 40: 1}
"""ESC * modes 39 and 40: columns 1/180 and 1/360 inch apart, here counted in 1/360."""


@dataclass(frozen=True, slots=True)
class PinPage:
    """One sheet of a 24-pin printer at 180 dots an inch; ``lines`` is the form's length in lines of 1/6 inch."""

    picture: Image.Image
    lines: int
    graphics: int


def pin_page(sent: bytes) -> PinPage:
    """Reads ESC/P: graphics (ESC *), feeds (LF, ESC 3, ESC J) and places (ESC $)."""
    wide = Image.new("1", (int(9.6 * 360), 12 * 180), 1)
    at = x = y = graphics = form_lines = 0
    feed = 30
    while at < len(sent):
        byte = sent[at]
        if byte != 0x1B:
            if byte == 0x0A:
                x, y = 0, y + feed
            elif byte == 0x0D:
                x = 0
            at += 1
            continue
        order = chr(sent[at + 1])
        if order == "*":
            columns = sent[at + 3] | sent[at + 4] << 8
            step = DOTS_BETWEEN[sent[at + 2]]
            _strike(wide, sent[at + 5 : at + 5 + 3 * columns], x, y, step)
            x += columns * step
            graphics += 1
            at += 5 + 3 * columns
        elif order == "$":
            x = (sent[at + 2] | sent[at + 3] << 8) * 6
            at += 4
        else:
            if order == "3":
                feed = sent[at + 2]
            elif order == "J":
                y += sent[at + 2]
            elif order == "C":
                form_lines = sent[at + 2]
            at += 2 if order in "@P2O" else 3
    square = wide.resize((wide.width // 2, wide.height))
    return PinPage(square, form_lines, graphics)


def _strike(page: Image.Image, columns: bytes, left: int, top: int, step: int) -> None:
    for column in range(len(columns) // 3):
        pins = int.from_bytes(columns[3 * column : 3 * column + 3], "big")
        for pin in range(PINS):
            if pins >> (PINS - 1 - pin) & 1 and top + pin < page.height:
                for part in range(step):
                    if left + column * step + part < page.width:
                        page.putpixel((left + column * step + part, top + pin), 0)


def roll(sent: bytes) -> Image.Image:
    """Reads ESC/POS: the raster strips (GS v 0) one below the other; everything else is passed over."""
    strips: list[Image.Image] = []
    at = sent.find(b"\x1dv0")
    while at >= 0:
        bytes_across = sent[at + 4] | sent[at + 5] << 8
        rows = sent[at + 6] | sent[at + 7] << 8
        dots = sent[at + 8 : at + 8 + bytes_across * rows]
        strips.append(Image.frombytes("1", (bytes_across * 8, rows), bytes(255 - byte for byte in dots)))
        at = sent.find(b"\x1dv0", at + 8 + len(dots))
    whole = Image.new("1", (strips[0].width, sum(strip.height for strip in strips)), 1)
    top = 0
    for strip in strips:
        whole.paste(strip, (0, top))
        top += strip.height
    return whole


def codes(picture: Image.Image) -> set[str]:
    """The QR codes a reader finds on the paper, with white around it as on a counter."""
    counter = Image.new("L", (picture.width + 80, picture.height + 80), 255)
    counter.paste(picture.convert("L"), (40, 40))
    return {code.text for code in zxingcpp.read_barcodes(counter)}
