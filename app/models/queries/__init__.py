"""Reading the register: a session in, frozen rows out; nothing here writes."""

from __future__ import annotations

from sqlalchemy.orm import Session

__all__ = ["Session"]
