"""Unified social credit codes by GB 32100-2015."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.organisations import CODE_CHARACTERS, check_character, check_code
from app.errors import Refusal

REAL = ("91330100799655058B", "91440300708461136T", "9144030071526726XG")
"""Of companies that everybody may look up: one in Hangzhou, two in Shenzhen."""

FIRST = st.builds(
    lambda kind, region, rest: kind + region + rest,
    st.text(st.sampled_from(CODE_CHARACTERS), min_size=2, max_size=2),
    st.text(st.sampled_from("0123456789"), min_size=6, max_size=6),
    st.text(st.sampled_from(CODE_CHARACTERS), min_size=9, max_size=9),
)


@pytest.mark.parametrize("code", REAL)
def test_codes_of_real_companies_pass(code: str) -> None:
    assert check_code(code) == code


def test_no_code_at_all_is_none() -> None:
    assert check_code("  ") == ""


@given(FIRST)
def test_a_code_with_its_own_check_character_passes_however_it_is_typed(first: str) -> None:
    code = first + check_character(first)
    assert check_code(code) == code
    assert check_code(f" {code[:8].lower()} {code[8:]}-") == code


@given(FIRST, st.integers(0, 17), st.sampled_from(CODE_CHARACTERS))
def test_any_one_character_misread_is_noticed(first: str, position: int, other: str) -> None:
    code = first + check_character(first)
    wrong = code[:position] + other + code[position + 1 :]
    if wrong != code:
        with pytest.raises(Refusal):
            check_code(wrong)


@given(st.text(max_size=24))
def test_whatever_is_typed_is_a_code_or_a_sentence(typed: str) -> None:
    with contextlib.suppress(Refusal):
        check_code(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("9133010079965505", "credit-length"),
        ("9133010079965505OB", "credit-characters"),
        ("91330100799655058X", "credit-checksum"),
        ("9133010A799655058B", "credit-characters"),
    ],
)
def test_each_mistake_is_named(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_code(typed)
    assert (refused.value.code, refused.value.field) == (code, "credit_code")
