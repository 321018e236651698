"""What is asked with each step of a case: the fields of the step, filled and narrowed by what is known of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.case_events import EVENT_FIELDS, EventField
from app.domain.cases import CaseEventKind, Light
from app.ui.widgets.ask_field import AskField, asked
from app.ui.widgets.ask_form import Act
from app.ui.wording import event_words

if TYPE_CHECKING:
    from app.domain.rows import CaseChanged
    from app.services.case_surroundings import CaseWhole
    from app.services.desk import Desk

NEVER_ASKED = frozenset({"to_agent", "complaint_id", "count", "still_missing"})
"""Said by the program itself: identifiers, how often, what is left."""


def step_act(event: CaseEventKind, whole: CaseWhole) -> Act:
    """The step as an act; its work gives back a CaseChanged."""
    case_no = whole.case.row.case_no

    def work(desk: Desk, said: Mapping[str, object]) -> CaseChanged:
        from app.services import cases

        data = dict(said)
        reason = str(data.pop("reason", ""))
        return cases.record(desk, case_no, event, reason=reason, data=data)

    fields = [_asked(event, field, whole) for field in EVENT_FIELDS[event]]
    return Act(event_words(event), tuple(one for one in fields if one is not None), work, lambda _made: "")


def _asked(event: CaseEventKind, field: EventField, whole: CaseWhole) -> AskField | None:
    if field.name in NEVER_ASKED:
        return None
    plain = asked(field)
    if field.name == "overdue_explanation":
        return replace(plain, required=True) if whole.case.row.light is Light.RED else None
    narrowed = {
        "to": _agents,
        "about": _agents,
        "materials": _materials,
        "originals_kept": _originals,
        "returned_to": _returned_to,
    }.get(field.name)
    if narrowed is not None and (event, field.name) != (CaseEventKind.ESCALATED, "to"):
        return narrowed(event, plain, whole)
    return replace(plain, value=_likely(event, whole).get(field.name, ""))


def _agents(event: CaseEventKind, field: AskField, whole: CaseWhole) -> AskField:
    """派给谁 is one of the room, and not who has it already."""
    own = whole.case.handler if event is CaseEventKind.ASSIGNED else ""
    names = {tile.name: f"{tile.name} {tile.post}".strip() for tile in whole.agents if tile.name != own}
    return replace(field, kind="choice", choices=names)


def _materials(event: CaseEventKind, field: AskField, whole: CaseWhole) -> AskField | None:
    came = event is CaseEventKind.SUPPLEMENTED
    received = [row.name for row in whole.case.materials if row.received]
    names = whole.case.missing if came else received
    if not names:
        return field if came else None
    return replace(
        field, kind="ticks", required=came, choices={name: name for name in names}, value="、".join(names)
    )


def _originals(_event: CaseEventKind, field: AskField, whole: CaseWhole) -> AskField | None:
    """Originals go back with the result: what is not ticked stays."""
    held = [row for row in whole.case.materials if row.held]
    if not held:
        return None
    choices = {row.name: " · ".join(filter(None, (row.name, row.kept_where))) for row in held}
    words = QCoreApplication.translate("CasePage", "这次退还的原件（不打勾的留下）")
    return replace(field, words=words, kind="unticked", choices=choices, value="、".join(choices))


def _returned_to(_event: CaseEventKind, field: AskField, whole: CaseWhole) -> AskField | None:
    if not any(row.held for row in whole.case.materials):
        return None
    return replace(field, value=whole.case.row.applicant)


def _likely(event: CaseEventKind, whole: CaseWhole) -> dict[str, str]:
    """What is most likely meant, to be corrected by hand."""
    case = whole.case
    return {
        CaseEventKind.NOTIFIED: {"missing": "、".join(case.missing)},
        CaseEventKind.DELIVERED: {
            "to_whom": case.representative or case.row.applicant,
            "relation": case.representative_relation if case.representative else "",
            "mandate": whole.facts.mandate.split("，")[0],
        },
        CaseEventKind.ESCALATED: {"to": case.department},
        CaseEventKind.RATED: {"by": "applicant", "way": "reply_card"},
    }.get(event, {})
