"""Pages as small grey pictures, kept beside the tests; ``python -m tests.printing.page_pictures`` makes them anew."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from app.printing import press, raster
from app.printing.papers import Paper
from tests.printing import descriptions, samples

FOLDER = Path(__file__).parent / "pictures"
DPI = 60
PAPERS: tuple[tuple[str, str], ...] = (
    ("receipt", ""),
    ("receipt", "large"),
    ("receipt", "roll80"),
    ("card", ""),
    ("card", "wallet"),
    ("slip", ""),
    ("slip", "carbon93"),
    ("one-time-notice", ""),
    ("handling-sheet", ""),
    ("reply-card", ""),
    ("register-book", ""),
    ("handover-list", ""),
    ("recovery-sheet", ""),
)
"""The papers whose pictures are kept, each with its layout."""


def page(paper: str, layout: str) -> Image.Image:
    """The first page as it prints now."""
    three: dict[str, Paper] = {
        "receipt": descriptions.RECEIPT,
        "card": descriptions.CARD,
        "slip": descriptions.SLIP,
    }
    shown = three.get(paper) or samples.filled(paper)
    first = raster.pages(press.render(shown, layout=layout), DPI, grey=True)[0]
    return Image.frombytes("L", (first.width_px, first.height_px), first.pixels)


def file_of(paper: str, layout: str) -> Path:
    """Where the picture is kept."""
    return FOLDER / f"{'-'.join(filter(None, (paper, layout)))}.png"


def make_all() -> None:
    """Write every picture anew; look at each before it is committed."""
    FOLDER.mkdir(exist_ok=True)
    for paper, layout in PAPERS:
        page(paper, layout).quantize(16).save(file_of(paper, layout), optimize=True)


if __name__ == "__main__":
    make_all()
