"""Papers: made from the record, shown exactly as they print, printed, saved and counted."""

from __future__ import annotations

from app.services.papers.making import MASKS_APPLICANTS_PART, blank_slips, empty, kind_named, kinds, make
from app.services.papers.recording import counted, keep, pictures, printed, save
from app.services.papers.shape import PagePicture, PaperFile

__all__ = [
    "MASKS_APPLICANTS_PART",
    "PagePicture",
    "PaperFile",
    "blank_slips",
    "counted",
    "empty",
    "keep",
    "kind_named",
    "kinds",
    "make",
    "pictures",
    "printed",
    "save",
]
