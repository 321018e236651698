"""A TrueType font that is embedded as a subset and gives its text back right, in every plane."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

BATCH = 100  # PDF 32000-1, 9.10.3: at most 100 entries in one bfchar section


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """ReportLab's font with a right ToUnicode map.

    ReportLab 5.1 writes five hexadecimal digits for code points above U+FFFF; readers then copy and search
    wrong names. The map must hold UTF-16BE (PDF 32000-1, 9.10.3), which is what this one writes. ``mark`` tells
    a font apart from another file's font of the same name, such as a fuller Noto Sans SC that a room dropped in.
    """

    def __init__(self, name: str, file: Path, mark: str = "") -> None:
        super().__init__(name, str(file), asciiReadable=False, shapable=False)
        if mark:  # ReportLab takes two files whose fonts have one name for the same font
            self.face.name = b"-".join((self.face.name, mark.encode("ascii")))

    def addObjects(self, doc: Any) -> None:  # noqa: N802 (ReportLab's name)
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            base = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("latin-1")
            doc.idToObject["toUnicodeCMap:" + base].content = to_unicode(base, subset)


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """The ToUnicode map of one subset: byte code ``n`` stands for the code point ``subset[n]``."""
    head = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
        f"<< /Registry ({name})", f"/Ordering ({name})", "/Supplement 0", ">> def",
        f"/CMapName /{name} def", "/CMapType 2 def",
        "1 begincodespacerange", f"<00> <{len(subset) - 1:02X}>", "endcodespacerange",
    ]  # fmt: skip
    entries = [f"<{n:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for n, code in enumerate(subset)]
    body: list[str] = []
    for start in range(0, len(entries), BATCH):
        batch = entries[start : start + BATCH]
        body += [f"{len(batch)} beginbfchar", *batch, "endbfchar"]
    tail = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(head + body + tail)
