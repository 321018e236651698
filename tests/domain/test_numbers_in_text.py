"""Numbers hidden in the middle of words."""

from __future__ import annotations

import pytest

from app.domain.masking import mask_id
from app.domain.numbers_in_text import hide_ids, hide_numbers


def test_an_id_number_of_either_kind_is_hidden_in_the_middle_of_a_note() -> None:
    assert hide_ids("母亲62090219560101123X，同住") == "母亲**************123X，同住"
    assert hide_ids("旧号620902560101123", mask_id) == "旧号620902*****1123"


@pytest.mark.parametrize("number", ["202611220000123", "62090219560101123", "A62090219560101123X"])
def test_what_cannot_be_a_resident_number_stays(number: str) -> None:
    assert hide_ids(number) == number


def test_numbers_are_hidden_at_any_depth() -> None:
    assert hide_numbers({"a": ["电话13800001234", 5]}) == {"a": ["电话138****1234", 5]}
