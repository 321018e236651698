"""Who may write what: one table of every replicated field and event (design: sync, section 8).

``VILLAGE`` stands for the replicas of the record's own site; ``TOWNSHIP`` and ``DISTRICT`` for the tiers above
it. A field of two tiers is written by either: only versioned documents that are made once and never changed
(``catalogue``, ``working_year``) and what both must say to make a record at all (``site.tier``).
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.case_states import TRANSITIONS
from app.domain.cases import CaseEventKind, Tier
from app.errors import Defect

_ROOM = frozenset({Tier.VILLAGE})
_TOWNSHIP = frozenset({Tier.TOWNSHIP})
_ABOVE = frozenset({Tier.TOWNSHIP, Tier.DISTRICT})
_ANY = _ROOM | _ABOVE


def _each(tiers: frozenset[Tier], names: str) -> dict[str, frozenset[Tier]]:
    return dict.fromkeys(names.split(), tiers)


FIELDS: Mapping[str, Mapping[str, frozenset[Tier]]] = {
    "site": _each(_ROOM, "name hotline opening_hours address")
    | _each(_TOWNSHIP, "shown_name parent_code")
    | _each(_ROOM | _TOWNSHIP, "tier"),
    "slip_key": _each(_ROOM, "key_id public_key made_at"),
    "agent": _each(_ROOM, "name post phone source specialities backup_agent_id active"),
    "household": _each(_ROOM, "head_villager_id group_name booklet_no address"),
    "villager": _each(
        _ROOM,
        "name other_names id_type id_number id_missing_reason sex birth_on phone reach_by group_name address "
        "household_id note joined_into",
    ),
    "organisation": _each(_ROOM, "name credit_code contact phone address"),
    "catalogue": _each(_ANY, "version title sample document sha256 published_by published_at in_force_from"),
    "working_year": _each(_ANY, "year document published_at"),
    "case": _each(
        _ROOM,
        "case_no villager_id organisation_id applicant_name applicant_group applicant_phone item_code "
        "item_name item_category item_tier department catalogue_id sensitive kind kind_reason mode "
        "accepted_at accepted_on promised_days promised_on promise_provisional accepted_by entered_by "
        "first_asked first_handler handler representative representative_relation note again_reason "
        "external_no clock_suspect",
    )
    | _each(_ABOVE, "township_no answer_due_on"),
    # Which tier may write an event is decided by the event itself: ``event_owner``.
    "case_event": _each(_ANY, "case_id event from_state at data reason by_agent by_name by_tier"),
    "material": _each(
        _ROOM,
        "case_id position name need form sheets received received_on held_until returned_on returned_to note",
    ),
    "paper_print": _each(_ROOM, "case_id paper copy_no description printed_at by_agent sent_to"),
    "line_result": _each(
        _ABOVE, "replica_id line_seq target_type target_id code field kept_value late_value at"
    ),
}

EVENTS: Mapping[CaseEventKind, frozenset[Tier]] = {
    kind: frozenset(tier for row in TRANSITIONS if row.event is kind for tier in row.by)
    for kind in CaseEventKind
}


def owners(record_type: str, field: str) -> frozenset[Tier]:
    """The tiers that may write a field; a Defect where the table does not list it."""
    try:
        return FIELDS[record_type][field]
    except KeyError:
        raise Defect(f"{record_type}.{field} is not listed in app/domain/ownership.py") from None


def owner(record_type: str, field: str) -> Tier:
    """The lowest tier that owns a field."""
    tiers = owners(record_type, field)
    return next(tier for tier in (Tier.VILLAGE, Tier.TOWNSHIP, Tier.DISTRICT) if tier in tiers)


def may_write(record_type: str, field: str, tier: Tier) -> bool:
    """Whether ``tier`` (VILLAGE = the record's own site) may write the field."""
    return tier in owners(record_type, field)


def event_owner(event: CaseEventKind | str) -> frozenset[Tier]:
    """The tiers that may record an event; empty for an event this version does not know."""
    try:
        return EVENTS[CaseEventKind(event)]
    except ValueError:
        return frozenset()
