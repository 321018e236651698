"""Case numbers survive paper, voice and typing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import case_numbers
from app.domain.case_numbers import PC_CODES, CaseNumber
from app.errors import Defect, Refusal

SITE = "620902101201"
DAY = date(2026, 11, 22)

NUMBERS = st.builds(
    case_numbers.next_number,
    st.from_regex(r"[0-9]{12}", fullmatch=True),
    st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    st.sampled_from(PC_CODES),
    st.integers(0, 12_000),
)


def test_the_check_character_is_the_standards_own() -> None:
    # Published example of ISO 7064 MOD 37,36 (Global Release Identifier, IFPI).
    assert case_numbers.check_character("A12425GABC1234002") == "M"


def test_a_number_is_written_as_the_design_says() -> None:
    assert str(case_numbers.make(SITE, DAY, "A1", 7)) == "101201-261122-A1-0078"


def test_a_day_of_more_than_999_cases_gets_longer_numbers() -> None:
    number = case_numbers.next_number(SITE, DAY, "A1", 999)
    assert number.sequence >= 1000
    assert case_numbers.parse(str(number)) == number


@given(NUMBERS)
def test_no_number_holds_a_letter_that_looks_like_a_digit(number: CaseNumber) -> None:
    assert not set("IO") & set(str(number))


@given(NUMBERS, st.booleans(), st.booleans(), st.booleans())
def test_a_number_is_read_back_however_it_is_typed(
    number: CaseNumber, lower: bool, wide: bool, bare: bool
) -> None:
    text = str(number)
    if lower:
        text = text.lower()
    if bare:
        text = text.replace("-", "")
    if wide:
        text = "".join(chr(ord(c) + 0xFEE0) for c in text)
    assert case_numbers.parse(f"  {text}\n") == number
    assert case_numbers.parse(str(number).replace("-", " ").replace("0", "o").replace("1", "I")) == number


@given(NUMBERS, st.data())
def test_one_misread_character_is_always_noticed(number: CaseNumber, data: st.DataObject) -> None:
    text = str(number).replace("-", "")
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from([c for c in "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ" if c != text[at]]))
    with pytest.raises(Refusal):
        case_numbers.parse(text[:at] + other + text[at + 1 :])


def test_a_wrong_check_character_has_its_own_sentence() -> None:
    with pytest.raises(Refusal) as refusal:
        case_numbers.parse("101201-261122-A1-0079")
    assert (refusal.value.code, refusal.value.field) == ("case-no-check", "case_no")


@pytest.mark.parametrize("text", ["", "张三", "101201-261122-A1", "101201-261322-A1-001K", "1" * 400])
def test_what_is_no_number_is_refused_as_such(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        case_numbers.parse(text)
    assert refusal.value.code in {"case-no-form", "case-no-check"}


def test_left_out_sequences_are_stepped_over_and_never_made() -> None:
    left_out = [n for n in range(1, 400) if not case_numbers.is_usable(SITE, DAY, "A1", n)]
    assert left_out
    for sequence in left_out:
        with pytest.raises(Defect):
            case_numbers.make(SITE, DAY, "A1", sequence)
        assert case_numbers.next_number(SITE, DAY, "A1", sequence - 1).sequence > sequence


def test_the_next_pc_code_is_the_first_free_one() -> None:
    assert case_numbers.next_pc_code(()) == "A1"
    assert case_numbers.next_pc_code({"A1", "A2"}) == "A3"
    assert case_numbers.next_pc_code({f"A{n}" for n in range(1, 10)}) == "B1"
    with pytest.raises(Refusal):
        case_numbers.next_pc_code(PC_CODES)


@given(st.integers(0, 2**64), st.sets(st.sampled_from(PC_CODES), max_size=215))
def test_a_random_pc_code_is_never_a_taken_one(number: int, taken: set[str]) -> None:
    assert case_numbers.random_pc_code(number, taken) in set(PC_CODES) - taken


def test_a_typed_pc_code_is_normalised_or_refused() -> None:
    assert case_numbers.check_pc_code(" a1 ") == "A1"
    for text in ("", "A", "I1", "O2", "A0", "AA"):
        with pytest.raises(Refusal):
            case_numbers.check_pc_code(text)
