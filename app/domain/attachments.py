"""Scans and photos of a case: which kinds of file, how large, and how a content is cut for the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MAX_FILE_BYTES = 20 << 20
CHUNK_BYTES = 256 << 10
QUOTA_BYTES = 8 << 30
"""All contents of one site. At 20 papers of 400 KB a day this is more than two years."""


_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
"""What a content is called when it is written out."""
HEAD_BYTES = max(len(magic) for magic, _mime in _MAGIC)


class AttachmentKind(StrEnum):
    """What an attachment is of the case."""

    SCAN = "scan"
    PHOTO = "photo"
    MANDATE = "mandate"


KIND_WORDS = {
    AttachmentKind.SCAN: "扫描件",
    AttachmentKind.PHOTO: "照片",
    AttachmentKind.MANDATE: "委托书照片",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """附件待传 ``waiting``/``total``: contents the township has not said to hold, of all."""

    waiting: int = 0
    total: int = 0

    @property
    def words(self) -> str:
        """For the foot of a list; "" where nothing waits."""
        return f"附件待传 {self.waiting}/{self.total}" if self.waiting else ""


def sniffed(head: bytes) -> str:
    """The kind of content that begins with these bytes, "" for none that is taken in; names count for nothing."""
    return next((mime for magic, mime in _MAGIC if head.startswith(magic)), "")


def chunk_count(size: int) -> int:
    """In how many chunks a content of ``size`` bytes travels."""
    return -(-size // CHUNK_BYTES)


def chunk_size(size: int, i: int) -> int:
    """How many bytes chunk ``i`` of such a content has; 0 where there is no such chunk."""
    return max(0, min(CHUNK_BYTES, size - i * CHUNK_BYTES)) if i >= 0 else 0
