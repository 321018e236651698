"""Breaking Chinese text into lines: words and numbers stay whole, marks never begin a line."""

from __future__ import annotations

import re

from app.printing.fonts import FontBook

POINT_MM = 25.4 / 72
NEVER_FIRST = frozenset("，。、；：！？）》」』”’】\u3015〉%℃…—·•,.;:!?)]}")
NEVER_LAST = frozenset("（《「『“‘【\u3014〈([{①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
IDEOGRAPH = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
FULL_WIDTH = str.maketrans(",;:!?()", "，；：！？（）")
MARK = re.compile(f"(?<=[{IDEOGRAPH}）”》])[,;:!?]|[,;:!?](?=[{IDEOGRAPH}（“《])")
BRACKETS = re.compile(f"(?<=[{IDEOGRAPH}])\\([^()\n]*\\)|\\([^()\n]*[{IDEOGRAPH}][^()\n]*\\)")
PIECE = re.compile(r"□\[U\+[0-9A-F]+\]|[0-9A-Za-zÀ-ɏʼ'*#+/@_&.:\-]+| +|.", re.DOTALL)


def wrap(
    text: str, width_mm: float, size_pt: float, fonts: FontBook, *, bold: bool = False
) -> tuple[str, ...]:
    """``text`` as lines no wider than ``width_mm``; at least one line, which may be empty."""
    drawable = fonts.drawable(full_width(text))
    room_em = width_mm / (size_pt * POINT_MM)
    if "\n" not in drawable and fonts.width_em(drawable, bold=bold) <= room_em:
        return (drawable,)
    lines: list[str] = []
    for paragraph in drawable.split("\n"):
        lines += _wrap_paragraph(paragraph, room_em, fonts, bold)
    return tuple(lines)


def full_width(text: str) -> str:
    """Marks and brackets beside Chinese characters in their full-width form, as papers are written.

    Times, numbers and Latin words keep theirs: 09:30, A4 (80 g).
    """
    bracketed = BRACKETS.sub(lambda found: f"（{found[0][1:-1]}）", text)
    return MARK.sub(lambda found: found[0].translate(FULL_WIDTH), bracketed)


def width_mm(text: str, size_pt: float, fonts: FontBook, *, bold: bool = False) -> float:
    """The width of one drawable line."""
    return fonts.width_em(text, bold=bold) * size_pt * POINT_MM


def _wrap_paragraph(paragraph: str, room_em: float, fonts: FontBook, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(paragraph, room_em, fonts, bold):
        width = fonts.width_em(piece, bold=bold)
        if line and used + width > room_em:
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
            if piece.isspace():
                continue
        line += piece
        used += width
    lines.append(line.rstrip(" ") if lines else line)
    return lines


def _pieces(paragraph: str, room_em: float, fonts: FontBook, bold: bool) -> list[str]:
    """What may not be torn apart, unless it is wider than a whole line."""
    glued: list[str] = []
    for piece in PIECE.findall(paragraph):
        if glued and (piece[0] in NEVER_FIRST or glued[-1][-1] in NEVER_LAST):
            glued[-1] += piece
        else:
            glued.append(piece)
    pieces: list[str] = []
    for piece in glued:
        pieces += [piece] if fonts.width_em(piece, bold=bold) <= room_em else list(piece)
    return pieces
