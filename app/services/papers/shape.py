"""What a made paper is, before it goes to a screen, a file or a printer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper ready to print. ``copy_no`` 1 is the first print; ``warnings`` name characters no font draws.

    ``description`` is frozen with the print of a case's paper; ``case_no`` is "" for a paper of no case, which
    has in ``of`` what was named and, where it is a filled list, the ``fingerprint`` of what it says.
    """

    name: str
    title: str
    pdf: bytes
    width_mm: float
    height_mm: float
    copy_no: int
    warnings: tuple[str, ...]
    description: dict[str, Any] = field(default_factory=dict)
    case_no: str = ""
    layout: str = ""
    reason: str = ""
    of: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as it will print, rows of red, green, blue bytes from the top."""

    width_px: int
    height_px: int
    rgb: bytes
