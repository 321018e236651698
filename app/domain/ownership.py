"""Who may write what: one table of every replicated field and event (design: sync, section 8).

``VILLAGE`` stands for the replicas of the record's own site; ``TOWNSHIP`` and ``DISTRICT`` for the tiers above
it. A field of two tiers is written by either: only versioned documents that are made once and never changed
(``catalogue``, ``working_year``) and what both must say to make a record at all (``site.tier``).
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.case_states import ELSEWHERE, TRANSITIONS
from app.domain.cases import CaseEventKind, Tier
from app.errors import Defect

_ROOM = frozenset({Tier.VILLAGE})
_TOWNSHIP = frozenset({Tier.TOWNSHIP})
_DISTRICT = frozenset({Tier.DISTRICT})
_ABOVE = frozenset({Tier.TOWNSHIP, Tier.DISTRICT})
_ANY = _ROOM | _ABOVE


def _each(tiers: frozenset[Tier], names: str) -> dict[str, frozenset[Tier]]:
    return dict.fromkeys(names.split(), tiers)


FIELDS: Mapping[str, Mapping[str, frozenset[Tier]]] = {
    "site": _each(
        _ROOM,
        "name hotline opening_hours address head_agent_id manager_agent_id complaint_phone complaint_box "
        "sign_put_up open_days agent_word",
    )
    | _each(_TOWNSHIP, "shown_name parent_code counterpart")
    | _each(_ROOM | _TOWNSHIP, "tier"),
    "slip_key": _each(_ROOM, "key_id public_key made_at replica_id receiving_key signed proof"),
    "agent": _each(
        _ROOM,
        "name post phone source specialities backup_agent_id active party_member term_from_on term_to_on "
        "trained_on",
    ),
    "household": _each(_ROOM, "head_villager_id group_name booklet_no address"),
    "villager": _each(
        _ROOM,
        "name other_names id_type id_number id_missing_reason sex birth_on phone reach_by group_name address "
        "household_id note joined_into tags liaison deceased_on struck_out_on",
    ),
    "organisation": _each(_ROOM, "name credit_code contact phone address"),
    "joining": _each(_ROOM, "kept_id other_id reason by_agent at undone_at undone_reason"),
    "mandate": _each(
        _ROOM,
        "villager_id organisation_id representative_name representative_id_number representative_phone "
        "relation powers from_on to_on signed_how witness revoked_on note",
    ),
    "catalogue": _each(
        _ANY,
        "version title sample document sha256 published_by published_at in_force_from origin "
        "parent_version signer signature",
    ),
    "power_grant": _each(_ANY, "item_code from_tier to_tier form document_no from_on to_on"),
    "form_description": _each(_ANY, "paper document published_at published_by"),
    "report_template": _each(_ANY, "name kind document sha256 published_at published_by"),
    "working_year": _each(_ANY, "year document published_at"),
    "case": _each(
        _ROOM,
        "case_no villager_id organisation_id applicant_name applicant_group applicant_phone item_code "
        "item_name item_category item_tier department catalogue_id sensitive kind kind_reason mode "
        "accepted_at accepted_on promised_days promised_on promise_provisional accepted_by entered_by "
        "first_asked first_handler handler representative representative_relation note again_reason "
        "external_no clock_suspect origin book_no page_no mandate_id urgency urgency_reason "
        "urgency_approver agency help place tour_id batch_id department_days statutory_days "
        "transport_days earlier_promise_on external_entered_on project_name lead_department case_manager",
    )
    | _each(_TOWNSHIP, "township_no answer_due_on")
    | _each(_DISTRICT, "district_no district_due_on"),
    # Which tier may write an event is decided by the event itself: ``event_owner``.
    "case_event": _each(_ANY, "case_id event from_state at data reason by_agent by_name by_tier"),
    "material": _each(
        _ROOM,
        "case_id position name need form sheets received received_on held_until returned_on returned_to note "
        "requirement source kept_where undertaken returned_sheets copies_destroyed_on",
    ),
    "paper_print": _each(
        _ROOM, "case_id paper copy_no description printed_at by_agent sent_to reason job_ref"
    ),
    "attachment": _each(
        _ROOM, "case_id sha256 size mime name kind taken_at by_agent removed_at removed_reason"
    ),
    "list_print": _each(_ROOM, "paper of fingerprint copy_no printed_at by_agent sent_to job_ref"),
    "slip_part": _each(_ROOM, "case_id part place on_day transfer_list_id note"),
    "task": _each(
        _ROOM,
        "case_id position name department tier working_days start_on due_on done_on outcome note handler",
    ),
    "inquiry": _each(
        _ROOM,
        "asked_at asked_on name villager_id phone topic item_code is_request in_scope first_asked outcome "
        "answer answered_on referred_to ground case_id",
    ),
    "reserved_number": _each(
        _ROOM, "case_no reserved_at by_agent purpose tour_id used_by_case spoiled_reason"
    ),
    "batch": _each(_ROOM, "item_code title started_on by_agent note closed_on"),
    "batch_person": _each(_ROOM, "batch_id villager_id name group_name status case_id note"),
    "correction": _each(_ANY, "target_type target_id field old_value new_value reason by_agent by_name at"),
    "seal_request": _each(_ROOM, "case_id document sheets approver asked_on sealed_on status note"),
    "fee_passed": _each(_ROOM, "case_id basis amount_fen payer payee receipt_no received_on passed_on note"),
    "transfer_list": _each(_ROOM, "list_no direction made_at by_agent receiver desk_window rows handed_on")
    | _each(_ABOVE, "checked checked_at"),
    "duty_shift": _each(_ROOM, "on_day kind from_time to_time agent_id backup_agent_id note cancelled"),
    "handover": _each(_ROOM, "from_agent to_agent at content from_signed to_signed"),
    "appointment": _each(
        _ROOM,
        "villager_id name phone item_code on_day at_time place mode agent_id status tour_id case_id note",
    ),
    "tour": _each(_ROOM, "name on_day from_time to_time stops agents announced_on note cancelled"),
    "complaint": _each(
        _ROOM,
        "case_id about_agent channel name phone text received_on by_agent opened_by opened_with due_on "
        "answer answered_on upheld sent_up",
    )
    | _each(_ABOVE, "ruling ruled_on"),
    "suggestion": _each(_ROOM, "name text on_day answer answered_on by_agent"),
    "posting": _each(
        _ROOM,
        "subject catalogue_id item_codes place posted_on by_agent take_down_on taken_down_on note",
    ),
    "site_inspection": _each(_ROOM, "inspected_on checks by_agent note"),
    "sent_report": _each(_ROOM, "kind period definitions figures made_at sent_at sha256 by_agent"),
    "made": _each(_ROOM, "what kind period whole_numbers reason at by_agent"),
    "import_run": _each(_ROOM, "kind sha256 at by_agent rows new unchanged bad undone_at"),
    "line_result": _each(
        _ABOVE, "replica_id line_seq target_type target_id code field kept_value late_value at"
    )
    | _each(_ROOM, "settled_how settled_by settled_at"),
}

EVENTS: Mapping[CaseEventKind, frozenset[Tier]] = {
    kind: frozenset(tier for row in TRANSITIONS if row.event is kind for tier in row.by) - ELSEWHERE
    for kind in CaseEventKind
}
BY_HAND = frozenset(row.event for row in TRANSITIONS if row.by & ELSEWHERE)
"""Answers of a city, province or outside body, which the accepting site records in that tier's name."""


def owners(record_type: str, field: str) -> frozenset[Tier]:
    """The tiers that may write a field; a Defect where the table does not list it."""
    try:
        return FIELDS[record_type][field]
    except KeyError:
        raise Defect(f"{record_type}.{field} is not listed in app/domain/ownership.py") from None


def event_owner(event: CaseEventKind | str, by_tier: str = "") -> frozenset[Tier]:
    """The tiers that may record an event in the name of ``by_tier``; empty for an event unknown here."""
    try:
        kind = CaseEventKind(event)
    except ValueError:
        return frozenset()
    if by_tier in ELSEWHERE:
        return _ROOM if kind in BY_HAND else frozenset()
    return EVENTS[kind]
