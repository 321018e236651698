"""Every replicated field and event has an owner."""

from __future__ import annotations

import pytest

from app.domain import ownership
from app.domain.cases import CaseEventKind, Tier
from app.errors import Defect
from app.models.tables import RECORD_TYPES


def test_every_replicated_column_has_an_owner_and_no_owner_lacks_its_column() -> None:
    columns = {name: set(model.field_names()) for name, model in RECORD_TYPES.items()}
    assert {name: set(fields) for name, fields in ownership.FIELDS.items()} == columns


def test_every_event_has_an_owner() -> None:
    assert all(ownership.event_owner(kind) for kind in CaseEventKind)
    assert ownership.event_owner("of a later version") == frozenset()


def test_the_promise_is_the_rooms_and_the_reference_is_the_townships() -> None:
    assert ownership.owners("case", "promised_on") == {Tier.VILLAGE}
    assert Tier.TOWNSHIP in ownership.owners("case", "township_no")
    assert Tier.VILLAGE not in ownership.owners("case", "township_no")


def test_receiving_and_returning_are_only_the_tier_aboves() -> None:
    for kind in (CaseEventKind.RECEIVED, CaseEventKind.RETURNED, CaseEventKind.REFERRED_DOWN):
        assert ownership.event_owner(kind) == {Tier.TOWNSHIP, Tier.DISTRICT}


def test_an_unlisted_field_is_a_defect() -> None:
    with pytest.raises(Defect):
        ownership.owners("case", "no_such_field")
