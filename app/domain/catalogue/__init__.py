"""The published list of what is served: items, their papers and limits, and how a document of them is read.

A catalogue is one immutable, versioned document; a case keeps the version it was accepted under
(000 §三.3; 001 "不公开的不得实施").
"""

from __future__ import annotations

from app.domain.catalogue.documents import from_document, to_document
from app.domain.catalogue.items import (
    SAMPLE_NOTICE,
    Catalogue,
    Counting,
    MaterialRequirement,
    MatterType,
    ProcedureStep,
    ServiceItem,
    StageLimit,
)

__all__ = [
    "SAMPLE_NOTICE",
    "Catalogue",
    "Counting",
    "MaterialRequirement",
    "MatterType",
    "ProcedureStep",
    "ServiceItem",
    "StageLimit",
    "from_document",
    "to_document",
]
