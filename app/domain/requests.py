"""What a villager asks for at the counter, as it is typed: the input of acceptance."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.cases import MaterialForm, ServiceMode


@dataclass(frozen=True, slots=True)
class MaterialGiven:
    """A paper put on the counter. ``sheets`` >= 1."""

    name: str
    form: MaterialForm = MaterialForm.COPY
    sheets: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class AcceptRequest:
    """One request. ``villager_id`` names a returning villager; otherwise found by ID number or made new.

    ``item`` is a catalogue code or an exact name. ``again`` is the reason for a second open case of the
    same person and item. ``id_missing_reason`` is said when there is no ID number at all.
    """

    name: str
    item: str
    id_number: str = ""
    id_missing_reason: str = ""
    phone: str = ""
    group: str = ""
    materials: tuple[MaterialGiven, ...] = ()
    mode: ServiceMode = ServiceMode.COUNTER
    note: str = ""
    again: str = ""
    villager_id: str = ""
    representative: str = ""
    representative_relation: str = ""
