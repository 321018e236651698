"""The catalogue in force, and finding an item as cadres look for it."""

from __future__ import annotations

import pytest

from app.models.register import Register
from app.services import items


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mz05", "MZ05"),
        ("高龄", "MZ05"),
        ("gljt", "MZ05"),
        ("津贴 80", "MZ05"),
        ("xsecb", "YB03"),
        ("参保登记", "YB01"),
    ],
)
def test_an_item_is_found_by_code_word_and_initials(register: Register, typed: str, expected: str) -> None:
    assert expected in [item.code for item in items.find(register, typed)]


def test_an_exact_code_comes_first(register: Register) -> None:
    assert items.find(register, "YB01")[0].code == "YB01"


def test_every_item_is_found_by_its_own_name_and_code(register: Register) -> None:
    for item in items.in_force(register).items:
        assert items.find(register, item.code)[0] == item
        assert item in items.find(register, item.name)


def test_nothing_fits_nonsense(register: Register) -> None:
    assert items.find(register, "没有这种事") == ()
    assert items.find(register, "%_'\"") == ()


def test_empty_text_lists_as_many_as_asked_for(register: Register) -> None:
    assert len(items.find(register, "")) == 12
    assert len(items.find(register, " ", limit=3)) == 3
