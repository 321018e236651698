"""Whatever is typed into a request: a preview that says every reason against it by field, never another error."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.cases import CaseKind, MaterialForm, ServiceMode
from app.domain.requests import AcceptRequest, Agency, Help, MaterialGiven, Urgency
from app.errors import Refusal
from app.services import cases, corrections
from app.services.desk import Desk
from tests.services.requests import id_number

NAMES = {field.name for field in fields(AcceptRequest)}
WORDS = st.sampled_from(["", "张秀兰", "三组", "急事"]) | st.text(max_size=8)
MATERIALS = st.lists(
    st.builds(
        MaterialGiven,
        st.sampled_from(["身份证", "户口簿", "申请表", "", "别的"]),
        st.sampled_from(MaterialForm),
        st.integers(0, 3),
        undertaken=st.booleans(),
    ),
    max_size=4,
).map(tuple)
ODD: dict[str, st.SearchStrategy[Any]] = {
    "item": st.sampled_from(["MZ01", "没有", ""]),
    "id_number": st.sampled_from([id_number("20261201"), "", "123"]),
    "credit_code": st.sampled_from(["91330100799655058B", "91330100799655058X", "1"]),
    "materials": MATERIALS,
    "mode": st.sampled_from(ServiceMode),
    "kind": st.sampled_from(CaseKind),
    "agency": st.sampled_from(Agency),
    "help": st.sampled_from(Help),
    "urgency": st.sampled_from(Urgency),
    "phone": st.sampled_from(["13812345678", "1"]),
    "paper_no": st.sampled_from(["101201-261122-A1-001K", "101201-261123-A1-001X", "x"]),
    "paper_on": st.integers(-800, 30).map(lambda days: date(2026, 11, 23) + timedelta(days)),
    **dict.fromkeys(["case_manager", "accepted_by"], st.sampled_from(["王芳", "没有"])),
}


@st.composite
def requests(draw: st.DrawFn) -> AcceptRequest:
    """A plain request with up to four of its fields said in some other way."""
    order = draw(st.integers(1, 400))
    plain = {"name": f"村民{order}", "id_number": id_number(order=order)}
    plain["item"] = draw(st.sampled_from(["MZ05", "ZZ08", "YB01", "QT09"]))
    said = draw(st.lists(st.sampled_from(sorted(NAMES)), max_size=4, unique=True))
    return AcceptRequest(**(plain | {name: draw(ODD.get(name, WORDS)) for name in said}))


ONE_REGISTER = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ONE_REGISTER
@given(requests())
def test_a_preview_answers_every_request_and_names_fields_of_the_request(
    desk: Desk, asked: AcceptRequest
) -> None:
    seen = cases.preview(desk, asked)
    assert {refusal.field for refusal in seen.errors} <= NAMES
    assert all(len(refusal.sentence) >= 5 for refusal in seen.errors)
    assert seen.kind is None or seen.kind in seen.kinds


@ONE_REGISTER
@given(requests())
def test_what_a_preview_has_nothing_against_is_accepted_and_the_rest_is_refused(
    desk: Desk, asked: AcceptRequest
) -> None:
    seen = cases.preview(desk, asked)
    against = {refusal.code for refusal in seen.errors}
    if seen.duplicates and not asked.again.strip():
        against.add("duplicate-open-case")
    try:
        fact = cases.accept(desk, asked)
    except Refusal as refusal:
        found = refusal.code
    else:
        found = ""
        assert (fact.kind, fact.due_on, fact.missing) == (seen.kind, seen.due_on, seen.missing)
    assert (found in against) if against else found == ""


def test_who_was_asked_first_cannot_be_corrected() -> None:
    changeable = {name for group in vars(corrections).values() if isinstance(group, dict) for name in group}
    assert "applicant_phone" in changeable
    assert not changeable & {"first_asked", "first_handler", "case_no", "accepted_by"}
