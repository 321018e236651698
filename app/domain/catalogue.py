"""The published list of what is served: items, their materials, and how a document of them is read.

A catalogue is one immutable, versioned document; a case keeps the version it was accepted under
(000 §三.3; 001 "不公开的不得实施").
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.cases import CaseKind, Tier

SAMPLE_NOTICE = "示例目录,以乡镇公布为准"


@dataclass(frozen=True, slots=True)
class MaterialRequirement:
    """One paper an item asks for. ``need``: required 必要 | conditional 有则交等 | optional 可免."""

    name: str
    need: str = "required"
    forms: tuple[str, ...] = ()  # as the catalogue says: original, copy, form, statement
    sheets: int = 1
    condition: str = ""

    @property
    def required(self) -> bool:
        return self.need == "required"


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One 代办事项. ``days`` are promised working days all in; 0 = the same day."""

    code: str
    name: str
    category: str
    tier: Tier
    kind: CaseKind  # immediate, promised or escalated: with complete materials
    days: int
    materials: tuple[MaterialRequirement, ...] = ()
    department: str = ""
    days_note: str = ""  # further limits in the catalogue's own words
    flags: tuple[str, ...] = ()
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    version: str
    title: str
    sample: bool
    items: tuple[ServiceItem, ...]

    def item(self, code_or_name: str) -> ServiceItem | None:
        """The item with exactly this code or exactly this name, or None."""
        wanted = code_or_name.strip()
        return next((i for i in self.items if wanted in (i.code, i.name)), None)
