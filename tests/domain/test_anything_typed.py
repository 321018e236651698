"""Whatever is typed, pasted or imported: a value or a sentence, never another error."""

from __future__ import annotations

import contextlib
import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app import assets
from app.domain import case_numbers, identity_numbers, phones, text
from app.domain.calendar import calendar_from_document
from app.domain.case_events import EVENT_FIELDS, check_fields
from app.domain.cases import CaseEventKind
from app.domain.catalogue import from_document
from app.errors import Refusal

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
DIGITS = st.text(st.sampled_from("0123456789Xx０１٣- A1IO"), max_size=24)


@given(st.text() | DIGITS)
def test_typed_text_is_taken_or_refused(typed: str) -> None:
    for take in (case_numbers.parse, case_numbers.check_pc_code, phones.check, text.name, text.note):
        with contextlib.suppress(Refusal):
            take(typed)
    with contextlib.suppress(Refusal):
        identity_numbers.check(typed, date(2026, 11, 22))


@given(st.sampled_from(CaseEventKind), st.data())
def test_event_data_is_taken_or_refused_and_taken_data_is_json(
    event: CaseEventKind, data: st.DataObject
) -> None:
    names = st.sampled_from([field.name for field in EVENT_FIELDS[event]])
    values = JSON | st.sampled_from(["满意", "不属于代办范围", "promised", "3", "2026-12-01", ["户口簿"]])
    with contextlib.suppress(Refusal):
        checked = check_fields(event, data.draw(st.dictionaries(names, values)))
        assert json.loads(json.dumps(checked)) == checked
        assert check_fields(event, checked) == checked


@given(st.sampled_from(["code", "name", "category", "tier", "kind", "days", "materials", "flags"]), JSON)
def test_an_odd_catalogue_is_taken_or_refused(name: str, value: object) -> None:
    document = json.loads(assets.text("catalogue", "sample.json"))
    document["items"] = document["items"][:2]
    document["items"][0][name] = value
    with contextlib.suppress(Refusal):
        from_document(json.dumps(document))


@given(st.sampled_from(["format", "version", "year", "published", "source", "off", "on"]), JSON)
def test_an_odd_calendar_is_taken_or_refused(name: str, value: object) -> None:
    document = json.loads(assets.text("calendar", "2026.json")) | {name: value}
    with contextlib.suppress(Refusal):
        calendar_from_document(json.dumps(document))
