"""Catalogues of every shape, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from app.domain.cases import CaseKind, Tier
from app.domain.catalogue import (
    Catalogue,
    Counting,
    MaterialRequirement,
    MatterType,
    ProcedureStep,
    ServiceItem,
    StageLimit,
)
from app.domain.catalogue.items import APPLICANTS, FORMS, NEEDS, SOURCES, UNITS

WORDS = st.text(st.sampled_from("低保户口簿身份证明村镇申请ABC1"), min_size=1, max_size=8)
TEXTS = st.just("") | WORDS
LISTS = st.lists(WORDS, max_size=3).map(tuple)
DAYS = st.integers(0, 90)
UNIT = st.sampled_from(UNITS)
OPTIONAL_DAYS = st.none() | DAYS
MATERIALS = st.builds(
    MaterialRequirement,
    name=WORDS,
    need=st.sampled_from(NEEDS),
    forms=st.lists(st.sampled_from(FORMS), max_size=2, unique=True).map(tuple),
    sheets=st.integers(1, 9),
    condition=TEXTS,
    group=TEXTS,
    source=st.sampled_from(SOURCES),
    issued_by=TEXTS,
    checkpoints=LISTS,
    undertaking=st.booleans(),
    original_may_be_held=st.booleans(),
)
STEPS = st.builds(ProcedureStep, name=WORDS, who=TEXTS, days=DAYS, unit=UNIT, note=TEXTS)
STAGES = st.builds(
    StageLimit,
    stage=WORDS,
    days=DAYS,
    unit=UNIT,
    department_days=OPTIONAL_DAYS,
    transport_days=DAYS,
    statutory_days=OPTIONAL_DAYS,
    statutory_unit=UNIT,
)


@st.composite
def items(draw: st.DrawFn, code: str) -> ServiceItem:
    """An item with this code; its name holds the code, so that no two are alike."""
    kind = draw(st.sampled_from((CaseKind.IMMEDIATE, CaseKind.PROMISED, CaseKind.ESCALATED)))
    opens, closes = draw(st.sampled_from((("", ""), ("03-01", "05-31"), ("09-01", "02-29"))))
    return ServiceItem(
        code=code,
        name=f"{draw(WORDS)}{code}",
        category=draw(WORDS),
        tier=draw(st.sampled_from(Tier)),
        kind=kind,
        days=0 if kind is CaseKind.IMMEDIATE else draw(st.integers(1, 60)),
        materials=draw(st.lists(MATERIALS, max_size=3, unique_by=lambda one: one.name).map(tuple)),
        department=draw(TEXTS),
        days_note=draw(TEXTS),
        flags=draw(LISTS),
        sensitive=draw(st.booleans()),
        tier_note=draw(TEXTS),
        implementing_body=draw(TEXTS),
        legal_basis=draw(LISTS),
        conditions=draw(LISTS),
        prerequisites=draw(st.sampled_from(((), ("Z1",), ("Z1", "Z2")))),
        procedure=draw(st.lists(STEPS, max_size=2).map(tuple)),
        department_days=draw(OPTIONAL_DAYS),
        transport_days=draw(DAYS),
        statutory_days=draw(OPTIONAL_DAYS),
        statutory_unit=draw(UNIT),
        stage_limits=draw(st.lists(STAGES, max_size=2, unique_by=lambda one: one.stage).map(tuple)),
        fee_basis=draw(TEXTS),
        hotline=draw(TEXTS),
        supervisor_phone=draw(TEXTS),
        blank_forms=draw(LISTS),
        matter_type=draw(st.sampled_from(MatterType)),
        opens=opens,
        closes=closes,
        applicants=draw(st.sampled_from(APPLICANTS)),
        outside_catalogue=draw(st.booleans()),
        original_may_be_held=draw(st.booleans()),
        aliases=draw(LISTS),
        neutral_words=draw(TEXTS),
        withdrawn=draw(st.booleans()),
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """One to three items under some version."""
    codes = ("A1", "A2", "B-7")[: draw(st.integers(1, 3))]
    return Catalogue(
        version=draw(WORDS),
        title=draw(WORDS),
        sample=draw(st.booleans()),
        items=tuple(draw(items(code)) for code in codes),
        counting=draw(st.sampled_from(Counting)),
        parent_version=draw(TEXTS),
    )
