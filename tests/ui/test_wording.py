"""Words of the domain on screen: every one can be translated."""

from __future__ import annotations

from app.domain.cases import EVENT_WORDS, FORM_WORDS, KIND_WORDS, MODE_WORDS, RATING_WORDS, STATE_WORDS
from app.ui import wording


def test_the_translator_is_shown_every_word_of_the_domain() -> None:
    tables = (EVENT_WORDS, FORM_WORDS, KIND_WORDS, MODE_WORDS, RATING_WORDS, STATE_WORDS)
    spoken = {words for table in tables for words in table.values()}
    spoken |= set(wording.LIGHT_WORDS.values()) | set(wording.WHERE_WORDS.values())
    assert spoken - {""} == set(wording.LISTED)
