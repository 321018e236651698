"""The half-filled accept page as plain data: kept at every key, opened again at the same field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from app.domain.cases import MaterialForm, ServiceMode
from app.domain.requests import AcceptRequest, MaterialGiven
from app.ui.pages.accept.rare import RareAnswers, rare_of
from app.ui.widgets.identity_edit import Particulars

PAGE = "accept"


@dataclass(frozen=True, slots=True)
class OrganisationTyped:
    """The 单位 that applies: picked by its id, or as typed for a new one."""

    organisation_id: str = ""
    name: str = ""
    credit_code: str = ""
    contact: str = ""
    phone: str = ""

    @property
    def empty(self) -> bool:
        return not any((self.organisation_id, self.name, self.credit_code, self.contact, self.phone))


@dataclass(frozen=True, slots=True)
class AcceptDraft:
    """Everything a person can have typed. ``is_new`` says the particulars were being filled in.

    ``of_organisation``: the hand is at the organisation, whatever is known of it yet.
    """

    villager_id: str = ""
    who_text: str = ""
    is_new: bool = False
    person: Particulars = field(default_factory=Particulars)
    item_code: str = ""
    item_text: str = ""
    materials: tuple[MaterialGiven, ...] = ()
    mode: ServiceMode = ServiceMode.COUNTER
    note: str = ""
    representative: str = ""
    relation: str = ""
    again: str = ""
    of_organisation: bool = False
    organisation: OrganisationTyped = field(default_factory=OrganisationTyped)
    rare: RareAnswers = field(default_factory=RareAnswers)
    focus: str = ""
    place: int = 0

    @property
    def empty(self) -> bool:
        """Nothing typed that anybody would miss."""
        texts = (self.villager_id, self.who_text, self.item_code, self.item_text, self.note)
        parts = (self.person.empty, self.organisation.empty, self.rare.empty)
        return not any(texts) and all(parts) and not self.representative

    def request(self) -> AcceptRequest:
        """What is asked of the services."""
        asked = AcceptRequest(
            name="",
            item=self.item_code,
            materials=self.materials,
            mode=self.mode,
            note=self.note,
            again=self.again,
            representative=self.representative,
            representative_relation=self.relation,
        )
        return self.rare.onto(
            self._with_organisation(asked) if self.of_organisation else self._with_person(asked)
        )

    def _with_person(self, asked: AcceptRequest) -> AcceptRequest:
        person = Particulars(name=self.person.name) if self.villager_id else self.person
        return replace(
            asked,
            name=person.name,
            id_number=person.id_number,
            id_missing_reason=person.id_missing_reason,
            phone=person.phone,
            group=person.group,
            villager_id=self.villager_id,
        )

    def _with_organisation(self, asked: AcceptRequest) -> AcceptRequest:
        typed = self.organisation
        known = bool(typed.organisation_id)
        return replace(
            asked,
            organisation_id=typed.organisation_id,
            organisation=typed.name,
            credit_code="" if known else typed.credit_code,
            contact="" if known else typed.contact,
            phone="" if known else typed.phone,
        )

    def body(self) -> dict[str, object]:
        """For ``services.drafts``: JSON words only."""
        person = self.person
        return {
            "villager_id": self.villager_id,
            "who_text": self.who_text,
            "is_new": self.is_new,
            "person": {
                "name": person.name,
                "id_number": person.id_number,
                "phone": person.phone,
                "group": person.group,
                "id_missing_reason": person.id_missing_reason,
            },
            "item_code": self.item_code,
            "item_text": self.item_text,
            "materials": [_material_body(paper) for paper in self.materials],
            "mode": self.mode.value,
            "note": self.note,
            "representative": self.representative,
            "relation": self.relation,
            "again": self.again,
            "of_organisation": self.of_organisation,
            "organisation": asdict(self.organisation),
            "rare": {name: value for name, value in asdict(self.rare).items() if value},
            "focus": self.focus,
            "place": self.place,
        }


def read_draft(body: Mapping[str, object]) -> AcceptDraft:
    """A kept body as a draft; what an older or newer program wrote otherwise is left out, never fatal."""
    kept = _mapping(body.get("person"))
    return AcceptDraft(
        villager_id=_text(body, "villager_id"),
        who_text=_text(body, "who_text"),
        is_new=body.get("is_new") is True,
        person=Particulars(
            name=_text(kept, "name"),
            id_number=_text(kept, "id_number"),
            phone=_text(kept, "phone"),
            group=_text(kept, "group"),
            id_missing_reason=_text(kept, "id_missing_reason"),
        ),
        item_code=_text(body, "item_code"),
        item_text=_text(body, "item_text"),
        materials=_materials(body.get("materials")),
        mode=ServiceMode(mode) if (mode := _text(body, "mode")) in set(ServiceMode) else ServiceMode.COUNTER,
        note=_text(body, "note"),
        representative=_text(body, "representative"),
        relation=_text(body, "relation"),
        again=_text(body, "again"),
        of_organisation=body.get("of_organisation") is True,
        organisation=_organisation(body.get("organisation")),
        rare=rare_of(_mapping(body.get("rare"))),
        focus=_text(body, "focus"),
        place=_number(body.get("place")),
    )


def _text(body: Mapping[str, object], name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _organisation(value: object) -> OrganisationTyped:
    kept = _mapping(value)
    names = ("organisation_id", "name", "credit_code", "contact", "phone")
    return OrganisationTyped(*(_text(kept, name) for name in names))


def _material_body(paper: MaterialGiven) -> dict[str, object]:
    body: dict[str, object] = {"name": paper.name, "form": paper.form.value, "sheets": paper.sheets}
    more = {
        "undertaken": paper.undertaken,
        "kept_where": paper.kept_where,
        "held_until": paper.held_until.isoformat() if paper.held_until else "",
    }
    return body | {name: value for name, value in more.items() if value}


def _materials(value: object) -> tuple[MaterialGiven, ...]:
    if not isinstance(value, list):
        return ()
    kept = (one for one in value if isinstance(one, Mapping) and one.get("form") in set(MaterialForm))
    return tuple(
        MaterialGiven(
            _text(one, "name"),
            MaterialForm(_text(one, "form")),
            max(_number(one.get("sheets")), 1),
            undertaken=one.get("undertaken") is True,
            kept_where=_text(one, "kept_where"),
            held_until=_day(one.get("held_until")),
        )
        for one in kept
    )
