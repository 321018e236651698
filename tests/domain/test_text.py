"""Names and notes: what passes untouched, what is put right, what is refused by its own sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import text
from app.errors import Refusal


@pytest.mark.parametrize("character", ["㛃", "䶮", "𬸣", "𫘜", "𠅤", "𪚥", "〇"])
def test_rare_characters_pass_untouched(character: str) -> None:
    assert text.name(f"王{character}") == f"王{character}"
    assert text.strip_visible(character) == (character, "")


def test_compatibility_ideographs_are_not_replaced() -> None:
    assert text.name("張\uf9dc\U0002f81a") == "張\uf9dc\U0002f81a"


@pytest.mark.parametrize("dot", "·•‧・")
def test_middle_dots_become_one(dot: str) -> None:
    assert text.name(f"阿依古丽 {dot} 买买提") == "阿依古丽·买买提"


def test_spaces_and_widths_are_put_right() -> None:
    assert text.name(" 张　三 ") == "张三"
    assert text.name("Ａｎｎａ  Lee") == "Anna Lee"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "name-empty"),
        (" \u3000", "name-empty"),
        ("张" * 300, "name-too-long"),
        ("张\x00三", "text-control"),
        ("张\u200b三", "text-control"),
        ("张\u202e三", "text-bidi"),
        ("张😀三", "text-emoji"),
        ("张\ue000三", "text-private"),
    ],
)
def test_each_bad_name_has_its_own_sentence(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        text.name(typed)
    assert (refusal.value.code, refusal.value.field) == (code, "name")
    assert typed not in refusal.value.sentence or not typed


def test_sentences_differ() -> None:
    said = set()
    for typed in ("", "张" * 300, "张\x07", "张\u202e", "张😀"):
        with pytest.raises(Refusal) as refusal:
            text.name(typed)
        said.add(refusal.value.sentence)
    assert len(said) == 5


def test_what_is_stripped_from_a_paste_is_said() -> None:
    cleaned, removed = text.strip_visible("张\u202e三😀\n")
    assert cleaned == "张三"
    assert "改变文字方向的符号" in removed and "表情符号" in removed


def test_a_note_keeps_its_lines() -> None:
    assert text.note(" 第一行\r\n第二行 \n") == "第一行\n第二行"
    with pytest.raises(Refusal):
        text.note("a" * 2001)


@given(st.text())
def test_a_stripped_paste_has_no_problem_left(pasted: str) -> None:
    cleaned, _ = text.strip_visible(pasted)
    assert text.problems(cleaned) == ()
    assert text.clean(cleaned) == cleaned
