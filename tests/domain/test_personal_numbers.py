"""Identity and telephone numbers, and how they are masked. All numbers here are made up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import identity_numbers, masking, phones
from app.errors import Refusal

TODAY = date(2026, 11, 22)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def whole(first17: str) -> str:
    return first17 + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, first17, strict=True)) % 11]


NUMBERS = st.builds(
    lambda region, birth, order: whole(f"{region}{birth:%Y%m%d}{order:03d}"),
    st.sampled_from(["110105", "620902", "330113", "653228", "810000", "820000", "830000"]),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(1, 999),
)


def test_the_standards_own_example_passes() -> None:
    found = identity_numbers.check("11010519491231002X", TODAY)
    assert (found.birth_on, found.sex, found.warnings) == (date(1949, 12, 31), "female", ())


@given(NUMBERS)
def test_a_true_number_passes_however_it_is_typed(number: str) -> None:
    typed = f" {number[:6]} {number[6:14]}-{number[14:].lower()} "
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number)
    assert identity_numbers.check(typed, TODAY).number == number
    assert identity_numbers.check(wide, TODAY) == identity_numbers.check(number, TODAY)


@given(NUMBERS, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, at: int, shift: int) -> None:
    digit = 10 if number[at] == "X" else int(number[at])
    wrong = number[:at] + str((digit + shift) % 10 if digit < 10 else shift) + number[at + 1 :]
    with pytest.raises(Refusal):
        identity_numbers.check(wrong, TODAY)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "id-empty"),
        ("620902491231002", "id-old"),
        ("1101051949123100", "id-length"),
        ("11010519491231002X1", "id-length"),
        ("1101051949123100X2", "id-characters"),
        ("1101051949123100O2", "id-characters"),
        ("110105194912310٣21", "id-characters"),
        ("110105194912310021", "id-checksum"),
        (whole("11010519490230002"), "id-date"),
        (whole("11010520231301002"), "id-date"),
        (whole(f"110105{TODAY + timedelta(1):%Y%m%d}002"), "id-future"),
        (whole("11010518951121002"), "id-age"),
    ],
)
def test_each_wrong_number_has_its_own_code(number: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        identity_numbers.check(number, TODAY)
    assert (refusal.value.code, refusal.value.field) == (code, "id_number")
    assert not number or number not in refusal.value.sentence


def test_an_unknown_region_only_warns() -> None:
    assert identity_numbers.check(whole("99010519491231002"), TODAY).warnings


def test_residence_permits_pass() -> None:
    assert identity_numbers.check(whole("83000019800101001"), TODAY).permit


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("138 1234 1234", "13812341234"),
        ("+86-13812341234", "13812341234"),
        ("8613812341234", "13812341234"),
        ("１３８１２３４１２３４", "13812341234"),
        ("0937-2612345", "0937-2612345"),
        ("(010)62345678", "010-62345678"),
        ("02162345678", "021-62345678"),
    ],
)
def test_phones_are_normalised(typed: str, kept: str) -> None:
    assert phones.check(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1381234123", "phone-mobile-length"),
        ("138123412345", "phone-mobile-length"),
        ("12812341234", "phone-mobile-start"),
        ("2612345", "phone-landline"),
        ("0937-26123", "phone-landline"),
        ("0", "phone-landline"),
        ("999", "phone-length"),
        ("1381234abcd", "phone-characters"),
        ("7" * 300, "phone-length"),
    ],
)
def test_each_wrong_phone_has_its_own_code(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        phones.check(typed)
    assert (refusal.value.code, refusal.value.field) == (code, "phone")


def test_masks_show_only_what_they_may() -> None:
    assert masking.mask_id("11010519491231002X") == "110105********002X"
    assert masking.mask_id_public("11010519491231002X") == "**************002X"
    assert masking.mask_name("张志生") == "张*生"
    assert masking.mask_name("张三") == "张*"
    assert masking.mask_phone("13812341234") == "138****1234"
    assert masking.mask_phone("0937-2612345") == "0937-***2345"


@given(st.text(max_size=30))
def test_a_mask_never_gets_longer_or_whole(anything: str) -> None:
    for mask in (masking.mask_id, masking.mask_id_public, masking.mask_name):
        assert len(mask(anything)) == len(anything)
    assert not anything or masking.mask_id_public(anything)[0] == "*"
