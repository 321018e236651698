"""Words of the domain on screen: every one can be translated."""

from __future__ import annotations

from app.domain.case_events import DECLINE_GROUNDS
from app.domain.cases import EVENT_WORDS, FORM_WORDS, KIND_WORDS, MODE_WORDS, RATING_WORDS, STATE_WORDS
from app.domain.inquiries import OUTCOME_WORDS
from app.domain.mandates import SIGNED_WORDS
from app.domain.requests import AGENCY_WORDS, HELP_WORDS, URGENCY_WORDS
from app.ui import wording


def test_the_translator_is_shown_every_word_of_the_domain() -> None:
    of_cases = (EVENT_WORDS, FORM_WORDS, KIND_WORDS, MODE_WORDS, RATING_WORDS, STATE_WORDS)
    of_requests = (DECLINE_GROUNDS, OUTCOME_WORDS, SIGNED_WORDS, AGENCY_WORDS, HELP_WORDS, URGENCY_WORDS)
    spoken = {words for table in (*of_cases, *of_requests) for words in table.values()}
    spoken |= set(wording.LIGHT_WORDS.values()) | set(wording.WHERE_WORDS.values())
    assert spoken - {""} == set(wording.LISTED)
