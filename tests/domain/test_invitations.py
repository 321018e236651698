"""Address and code of a township, typed or scanned, in one field or in two."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.invitations import Invitation, read_invitation
from app.errors import Refusal

URL, CODE = "https://10.8.0.2:8443", "5WEX-WPRP-CW1S-NNVB"
WHOLE = f"{URL}#{CODE}"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (URL, CODE),
        (WHOLE, ""),
        ("", WHOLE),
        (WHOLE, CODE),
        (WHOLE, CODE.lower().replace("-", " ")),
        (URL, WHOLE),
        (f"  {WHOLE}\r\n", " "),
        (f"{URL} # {CODE}", ""),
        ("ｈｔｔｐｓ：／／10.8.0.2：8443＃5WEX－WPRP－CW1S－NNVB", ""),
    ],
)
def test_the_whole_text_of_the_sheet_may_stand_in_either_field(address: str, code: str) -> None:
    assert read_invitation(address, code) == Invitation(URL, CODE)


@pytest.mark.parametrize(
    ("address", "code", "field", "word"),
    [
        ("", "", "url", "url-missing"),
        (f"#{CODE}", "", "url", "url-missing"),
        (URL, "", "code", "code-missing"),
        (f"{URL}#", "", "code", "code-missing"),
        (WHOLE, "AAAA-BBBB-CCCC-DDDD", "code", "two-codes"),
        (f"{WHOLE}#{CODE}", "", "url", "invitation-form"),
        ("https://" + "a" * 400, CODE, "url", "invitation-form"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(
    address: str, code: str, field: str, word: str
) -> None:
    with pytest.raises(Refusal) as caught:
        read_invitation(address, code)
    assert (caught.value.field, caught.value.code) == (field, word)
    assert caught.value.sentence


@given(st.text(max_size=400), st.text(max_size=40))
def test_anything_typed_is_read_or_answered_with_a_sentence(address: str, code: str) -> None:
    with contextlib.suppress(Refusal):
        found = read_invitation(address, code)
        assert found.url and found.code
