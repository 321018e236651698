"""Colours: every pair that is used together can be read (WCAG 2.1 AA)."""

from __future__ import annotations

import pytest

from app.ui.theme.tokens import TOKENS, Theme, contrast_ratio

WORDS_AT_LEAST = 4.5
OUTLINES_AT_LEAST = 3.0
WORDS_ON_GROUNDS = [
    (words, ground)
    for words in ("text", "muted", "accent", "danger")
    for ground in ("ground", "surface", "sunken")
] + [
    ("text", "accent_soft"),
    ("text", "danger_soft"),
    ("text", "warn_soft"),
    ("text", "good_soft"),
    ("muted", "accent_soft"),
    ("accent", "accent_soft"),
    ("danger", "danger_soft"),
    ("good", "good_soft"),
    ("warn", "warn_soft"),
    ("warn", "sunken"),
    ("on_accent", "accent"),
    ("on_danger", "danger"),
    ("surface", "text"),
]
OUTLINES = [("edge", "surface"), ("edge", "ground"), ("accent", "surface"), ("accent", "ground")]


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(("words", "ground"), WORDS_ON_GROUNDS)
def test_words_stand_out_from_their_ground(theme: Theme, words: str, ground: str) -> None:
    tokens = TOKENS[theme]
    assert contrast_ratio(getattr(tokens, words), getattr(tokens, ground)) >= WORDS_AT_LEAST


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(("line", "ground"), OUTLINES)
def test_outlines_of_fields_and_focus_are_seen(theme: Theme, line: str, ground: str) -> None:
    tokens = TOKENS[theme]
    assert contrast_ratio(getattr(tokens, line), getattr(tokens, ground)) >= OUTLINES_AT_LEAST


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast_ratio("#ffffff", "#000000") == pytest.approx(21.0)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
