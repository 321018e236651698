"""What the township said to hold of this room's contents: moved by its signed answers and by nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from app.models.tables import ContentMark


def keep_marks(session: Session, site_code: str, contents: Iterable[str], epoch: str, at: datetime) -> None:
    """The township holds these contents whole, in this life of it."""
    for sha256 in contents:
        session.merge(ContentMark(site_code=site_code, sha256=sha256, epoch=epoch, at=at))
