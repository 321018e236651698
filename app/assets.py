"""The only reader of packaged files: fonts, icons, styles, translations, starting data."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

from app.errors import Defect


def path(*parts: str) -> Path:
    """Where ``resources/<parts>`` lies on this machine: in a checkout, an installed wheel or a frozen bundle.

    Each part is one plain name (``path("fonts", "NotoSansSC-Regular.ttf")``). Raises ``Defect`` for anything
    that could lead out of the folder and for files that were not packaged.
    """
    if not parts or not all(_is_plain_name(part) for part in parts):
        raise Defect(f"not a packaged file: {'/'.join(parts)!r}")
    found = Path(str(importlib.resources.files("resources"))).joinpath(*parts)
    if not found.exists():
        raise Defect(f"packaged file is missing: {'/'.join(parts)!r}")
    return found


def data(*parts: str) -> bytes:
    """The bytes of a packaged file."""
    return path(*parts).read_bytes()


def text(*parts: str) -> str:
    """The text of a packaged UTF-8 file."""
    return path(*parts).read_text(encoding="utf-8")


def _is_plain_name(part: str) -> bool:
    return bool(part) and part not in {".", ".."} and not any(mark in part for mark in "/\\:\0")
