"""Every table of a register, one file per family; importing this package knows them all."""

from __future__ import annotations

from app.models.base import Replicated
from app.models.tables.cases import CaseEvent, Material, PaperPrint, ServiceCase
from app.models.tables.catalogue import CatalogueVersion, WorkingYear
from app.models.tables.local import AgentPin, CaseStatus, Draft, NumberCounter, Preference, SearchEntry
from app.models.tables.logs import JournalHead, JournalLine, ReceivedLine, RecordMark, SyncState
from app.models.tables.people import Agent, Household, Organisation, Villager
from app.models.tables.sites import LineResult, Site, SlipKey

RECORD_TYPES: dict[str, type[Replicated]] = {
    model.record_type: model
    for model in (
        Site,
        SlipKey,
        Agent,
        Household,
        Villager,
        Organisation,
        CatalogueVersion,
        WorkingYear,
        ServiceCase,
        CaseEvent,
        Material,
        PaperPrint,
        LineResult,
    )
}
"""Every replicated record type by its word in a line's ``t``."""

__all__ = [
    "RECORD_TYPES",
    "Agent",
    "AgentPin",
    "CaseEvent",
    "CaseStatus",
    "CatalogueVersion",
    "Draft",
    "Household",
    "JournalHead",
    "JournalLine",
    "LineResult",
    "Material",
    "NumberCounter",
    "Organisation",
    "PaperPrint",
    "Preference",
    "ReceivedLine",
    "RecordMark",
    "SearchEntry",
    "ServiceCase",
    "Site",
    "SlipKey",
    "SyncState",
    "Villager",
    "WorkingYear",
]
