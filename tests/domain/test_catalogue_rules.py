"""What may be published, what a room may add of its own, and what a power moved down changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import assets
from app.domain.cases import CaseKind, Tier
from app.domain.catalogue import ServiceItem, StageLimit, from_document
from app.domain.catalogue.merging import Grant, check_own, with_grants, with_own
from app.domain.catalogue.rules import check_publishable, exceeds, flaws
from app.errors import Refusal

SAMPLE = from_document(assets.text("catalogue", "sample.json"))
FIRST = SAMPLE.items[0]
OWN = ServiceItem("CUN-1", "借用桌椅", "公益事业", Tier.VILLAGE, CaseKind.IMMEDIATE, 0)


def flaws_of(**change: object) -> tuple[str, ...]:
    return flaws(replace(SAMPLE, items=(replace(FIRST, **change), *SAMPLE.items[1:])))  # type: ignore[arg-type]


def test_the_sample_may_be_published() -> None:
    check_publishable(SAMPLE)


def test_a_promise_longer_than_the_departments_and_transport_is_not_published() -> None:
    assert flaws_of(days=30, department_days=28, transport_days=2) == ()
    (said,) = flaws_of(days=30, department_days=27, transport_days=2)
    assert "MZ01" in said and "超过部门承诺 27 加报送取件 2 天" in said


def test_no_promise_and_no_department_may_exceed_the_law() -> None:
    assert flaws_of(days=20, statutory_days=20) == ()
    assert "超过法定 19 个工作日" in flaws_of(days=20, statutory_days=19)[0]
    (said,) = flaws_of(days=10, department_days=20, transport_days=1, statutory_days=20)
    assert "部门承诺加报送取件 21 天，超过法定 20 个工作日" in said


def test_working_days_are_measured_against_calendar_days_by_the_week() -> None:
    assert not exceeds(20, "working", 28, "calendar")
    assert exceeds(21, "working", 28, "calendar")
    assert exceeds(60, "calendar", 20, "working")
    assert "超过法定 28 日" in flaws_of(days=30, statutory_days=28, statutory_unit="calendar")[0]


def test_a_further_limit_is_bound_by_the_law_too() -> None:
    stage = StageLimit("受理答复", 9, statutory_days=7)
    assert "“受理答复”承诺 9 个工作日，超过法定 7 个工作日" in flaws_of(stage_limits=(stage,))[0]


def test_a_prerequisite_must_be_in_the_catalogue() -> None:
    assert "XX9" in flaws_of(prerequisites=("XX9",))[0]
    assert flaws_of(prerequisites=("MZ02",)) == ()


def test_the_refusal_names_the_first_few() -> None:
    wrong = replace(SAMPLE, items=tuple(replace(item, statutory_days=0) for item in SAMPLE.items))
    with pytest.raises(Refusal) as refusal:
        check_publishable(wrong)
    assert refusal.value.code == "catalogue-not-publishable" and "另有" in refusal.value.sentence


@given(st.integers(0, 90), st.integers(0, 90), st.integers(0, 10), st.integers(0, 90))
def test_what_is_published_keeps_promise_within_department_and_law(
    days: int, department: int, transport: int, law: int
) -> None:
    said = flaws_of(days=days, department_days=department, transport_days=transport, statutory_days=law)
    assert (said == ()) == (days <= department + transport <= law)


def test_own_items_stand_behind_the_published_and_the_last_word_counts() -> None:
    again = replace(OWN, name="借用桌椅板凳")
    merged = with_own(SAMPLE, [OWN, again])
    assert merged.items[:-1] == SAMPLE.items
    assert merged.items[-1] == replace(again, own=True)
    assert with_own(SAMPLE, [OWN, replace(OWN, withdrawn=True)]) is SAMPLE


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": "mz01"}, "own-item-collides"),
        ({"name": "农村最低生活保障申请"}, "own-item-collides"),
        ({"tier": Tier.TOWNSHIP}, "own-item-tier"),
    ],
)
def test_an_own_item_takes_nobodys_place(change: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_own(replace(OWN, **change), SAMPLE)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert (
        with_own(SAMPLE, [replace(OWN, code="MZ01")]) is SAMPLE
    )  # published later than the village added it


def test_a_power_moved_down_decides_here_while_it_holds() -> None:
    grant = Grant("MZ01", Tier.VILLAGE, date(2026, 11, 1), date(2026, 12, 31))
    during = with_grants(SAMPLE, [grant], date(2026, 12, 31)).items[0]
    assert (during.tier, during.kind) == (Tier.VILLAGE, CaseKind.PROMISED)
    for day in (date(2026, 10, 31), date(2027, 1, 1)):
        assert with_grants(SAMPLE, [grant], day) is SAMPLE
    township = with_grants(SAMPLE, [Grant("CL01", Tier.TOWNSHIP, date(2026, 1, 1))], date(2026, 12, 1))
    item = township.item("CL01")
    assert item is not None and (item.tier, item.kind) == (Tier.TOWNSHIP, CaseKind.ESCALATED)
