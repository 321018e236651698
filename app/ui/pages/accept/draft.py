"""The half-filled accept page as plain data: kept at every key, opened again at the same field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.cases import MaterialForm, ServiceMode
from app.domain.requests import AcceptRequest, MaterialGiven
from app.ui.widgets.identity_edit import Particulars

PAGE = "accept"


@dataclass(frozen=True, slots=True)
class AcceptDraft:
    """Everything a person can have typed. ``is_new`` says the particulars were being filled in."""

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
    focus: str = ""
    place: int = 0

    @property
    def empty(self) -> bool:
        """Nothing typed that anybody would miss."""
        texts = (self.villager_id, self.who_text, self.item_code, self.item_text, self.note)
        return not any(texts) and self.person.empty and not self.representative

    def request(self) -> AcceptRequest:
        """What is asked of the services."""
        person = Particulars(name=self.person.name) if self.villager_id else self.person
        return AcceptRequest(
            name=person.name,
            item=self.item_code,
            id_number=person.id_number,
            id_missing_reason=person.id_missing_reason,
            phone=person.phone,
            group=person.group,
            materials=self.materials,
            mode=self.mode,
            note=self.note,
            again=self.again,
            villager_id=self.villager_id,
            representative=self.representative,
            representative_relation=self.relation,
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
            "materials": [{"name": m.name, "form": m.form.value, "sheets": m.sheets} for m in self.materials],
            "mode": self.mode.value,
            "note": self.note,
            "representative": self.representative,
            "relation": self.relation,
            "again": self.again,
            "focus": self.focus,
            "place": self.place,
        }


def read_draft(body: Mapping[str, object]) -> AcceptDraft:
    """A kept body as a draft; what an older or newer program wrote otherwise is left out, never fatal."""
    person = body.get("person")
    kept = person if isinstance(person, Mapping) else {}
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
        focus=_text(body, "focus"),
        place=_number(body.get("place")),
    )


def _text(body: Mapping[str, object], name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def _materials(value: object) -> tuple[MaterialGiven, ...]:
    if not isinstance(value, list):
        return ()
    kept = (one for one in value if isinstance(one, Mapping) and one.get("form") in set(MaterialForm))
    return tuple(
        MaterialGiven(
            _text(one, "name"), MaterialForm(_text(one, "form")), max(_number(one.get("sheets")), 1)
        )
        for one in kept
    )
