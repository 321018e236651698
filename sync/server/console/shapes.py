"""Which shape of data a program below writes, beside the one that this server knows."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.lines import SCHEMA


@dataclass(frozen=True, slots=True)
class Shape:
    """Its number, None before the program ever sent; 0 where what it sent cannot be read."""

    number: int | None

    @property
    def is_old(self) -> bool:
        """Whether the program writes an older shape than this server knows."""
        return self.number is not None and self.number < SCHEMA

    @property
    def is_newer(self) -> bool:
        return self.number is not None and self.number > SCHEMA
