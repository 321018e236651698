"""The six rates and the monthly table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case_counts import CASE_COUNTS, COUNT_WORDS, holds
from app.domain.cases import CaseKind, CaseState, RatingLevel, ServiceMode
from app.domain.figure_documents import from_document, to_document
from app.domain.figures import CaseFacts, ComplaintFacts, InquiryFacts
from app.domain.periods import Period
from app.domain.rate_definitions import EMPTY, RATES, percent
from app.domain.rates import ItemDisclosure, PeriodFigures, Rate, SiteStanding, Surroundings, figures_of

OCTOBER = Period.month(2026, 10)
PLAIN = CaseFacts(
    case_no="101201-261012-A1-001K",
    item_code="MZ08",
    category="民政",
    kind=CaseKind.PROMISED,
    state=CaseState.COMPLETED,
    accepted_on=date(2026, 10, 12),
    promised_on=date(2026, 10, 19),
    due_on=date(2026, 10, 19),
    completed_on=date(2026, 10, 16),
)
DAYS = st.dates(date(2026, 9, 1), date(2026, 11, 30))
CASES = st.builds(
    lambda accepted, took, limit, done, ended, rating: replace(
        PLAIN,
        accepted_on=accepted,
        promised_on=accepted + timedelta(limit),
        due_on=accepted + timedelta(limit),
        completed_on=accepted + timedelta(took) if done and not ended else None,
        withdrawn=ended == "withdrawn",
        declined=ended == "declined",
        voided=ended == "voided",
        rating=rating if done and not ended else None,
        rated_on=accepted + timedelta(took) if rating and done and not ended else None,
    ),
    DAYS,
    st.integers(0, 40),
    st.integers(0, 30),
    st.booleans(),
    st.sampled_from(["", "", "", "withdrawn", "declined", "voided"]),
    st.sampled_from([None, *RatingLevel]),
)


@pytest.mark.parametrize(
    ("n", "d", "text"),
    [
        (0, 0, EMPTY),
        (0, 7, "0.0%"),
        (7, 7, "100.0%"),
        (9999, 10000, "99.9%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (1, 2000, "0.1%"),
        (1, 2001, "0.0%"),
        (5, 8, "62.5%"),
        (1, 16, "6.3%"),
    ],
)
def test_percentages_are_rounded_half_up_and_whole_only_when_whole(n: int, d: int, text: str) -> None:
    assert percent(n, d) == text


def rates_of(*cases: CaseFacts, **around: object) -> tuple[Rate, ...]:
    return figures_of(cases, OCTOBER, Surroundings(**around)).rates  # type: ignore[arg-type]


def asked(outcome: str, waited: int = 0, **more: object) -> InquiryFacts:
    return replace(InquiryFacts(date(2026, 10, 12), True, True, outcome, waited), **more)  # type: ignore[arg-type]


def test_a_case_not_yet_due_stands_in_no_completion_rate() -> None:
    young = replace(PLAIN, completed_on=None, due_on=date(2026, 11, 2), state=CaseState.IN_PROGRESS)
    late = replace(young, due_on=date(2026, 10, 31))
    rate = rates_of(PLAIN, young, late)[3]
    assert (rate.numerator, rate.denominator, rate.text) == (1, 2, "50.0%")
    assert "1 ÷ 受理 3" in rate.beside


def test_withdrawn_declined_voided_and_old_book_cases_stand_in_no_completion_rate() -> None:
    out = [
        replace(PLAIN, withdrawn=True),
        replace(PLAIN, declined=True),
        replace(PLAIN, voided=True),
        replace(PLAIN, old_book=True),
    ]
    assert rates_of(PLAIN, *out)[3].denominator == 1


def test_an_extension_not_given_by_law_does_not_save_the_promise() -> None:
    extended = replace(
        PLAIN,
        completed_on=date(2026, 10, 23),
        due_on=date(2026, 10, 26),
        extended_on=date(2026, 10, 18),
        otherwise_extended=True,
    )
    lawful = replace(extended, promise_kept_by=date(2026, 10, 26), otherwise_extended=False)
    rate = rates_of(PLAIN, extended, lawful)[4]
    assert (rate.numerator, rate.denominator) == (2, 3)
    assert "其他延期 1 件，其中延期后按期办结 1 件" in rate.beside


def test_declined_requests_lower_the_acceptance_rate_and_stand_beside_it() -> None:
    declined = replace(PLAIN, declined=True, completed_on=None, state=CaseState.DECLINED)
    rate = rates_of(PLAIN, PLAIN, declined, inquiries=(asked("open", 2),))[2]
    assert (rate.numerator, rate.denominator) == (2, 4)
    assert "依法不予受理 1 件，超过1个工作日未答复 1 件" in rate.beside


@pytest.mark.parametrize(
    "inquiry",
    [
        asked("open", 1),
        asked("answered", 1),
        asked("referred", 5),
        asked("withdrawn", 5),
        asked("case", 5, case_counted=True),
        asked("open", 5, is_request=False),
        asked("open", 5, in_scope=False),
        asked("open", 5, asked_on=date(2026, 9, 30)),
    ],
)
def test_questions_referrals_withdrawals_and_what_became_a_case_stand_in_no_acceptance_rate(
    inquiry: InquiryFacts,
) -> None:
    assert rates_of(PLAIN, inquiries=(inquiry,))[2].denominator == 1


def test_a_request_counts_in_the_period_in_which_it_was_first_asked() -> None:
    case = replace(PLAIN, first_asked_on=date(2026, 9, 30))
    assert rates_of(case)[2].text == EMPTY
    assert rates_of(case)[3].denominator == 1


def test_silence_is_never_good() -> None:
    assert rates_of(PLAIN)[5].text == EMPTY
    rated = [replace(PLAIN, rating=level, rated_on=date(2026, 10, 20)) for level in RatingLevel]
    rate = rates_of(PLAIN, *rated)[5]
    assert (rate.numerator, rate.denominator) == (3, 5)
    assert "参评率 5 ÷ 6" in rate.beside
    assert "非常满意 1，满意 1，基本满意 1，不满意 1，非常不满意 1" in rate.beside


def test_rooms_and_items_without_checks_print_no_rate() -> None:
    assert rates_of()[0].text == EMPTY
    standing = SiteStanding("1", {"标识": True, "AB岗": False})
    assert rates_of(standings=(standing,))[0].beside == "未达到：AB岗"
    young = ItemDisclosure("MZ01", False, True)
    posted = ItemDisclosure("MZ02", True, True)
    unposted = ItemDisclosure("MZ03", True, False)
    half = ItemDisclosure("MZ04", True, True, ("监督电话",))
    assert rates_of(standings=(SiteStanding("1", {}, (young,)),))[1].text == EMPTY
    rate = rates_of(standings=(SiteStanding("1", {}, (young, posted, unposted, half)),))[1]
    assert (rate.numerator, rate.denominator) == (1, 3)
    assert rate.beside == "未登记张贴 1 项，内容不全 1 项"


def test_a_township_counts_the_rooms_that_meet_every_check() -> None:
    whole, half, bare = SiteStanding("1", {"a": True}), SiteStanding("2", {"a": False}), SiteStanding("3")
    rate = rates_of(standings=(whole, half, bare), merged=True)[0]
    assert (rate.numerator, rate.denominator) == (1, 3)


def zeros_of(figures: PeriodFigures) -> list[int]:
    return [zero.count for zero in figures.zeros]


def test_zeros_count_what_should_not_be() -> None:
    late = replace(PLAIN, completed_on=None, due_on=date(2026, 10, 20), mode=ServiceMode.HOME)
    again = replace(PLAIN, reopened_for_our_fault_on=date(2026, 10, 20))
    at_a_point = replace(PLAIN, place="point")
    around = Surroundings(
        inquiries=(
            asked("declined"),
            asked("declined", ground="not_in_scope"),
            asked("referred", in_scope=False),
        ),
        complaints=(
            ComplaintFacts(date(2026, 9, 30), date(2026, 10, 9), True),
            ComplaintFacts(date(2026, 10, 9), date(2026, 10, 12), False),
            ComplaintFacts(date(2026, 10, 30), None, False),
        ),
    )
    figures = figures_of([PLAIN, late, again, at_a_point], OCTOBER, around)
    assert zeros_of(figures) == [2, 1, 1, 1, 1]
    assert figures.zeros[0].share is not None and figures.zeros[0].share.text == "50.0%"


def test_the_way_of_an_escalated_case_is_split_by_segment() -> None:
    up = replace(PLAIN, escalated=True, forwarded_in_time=True, answered_in_time=False, fetched_in_time=None)
    segments = {
        rate.name: (rate.numerator, rate.denominator) for rate in figures_of([PLAIN, up], OCTOBER).segments
    }
    assert segments == {"本室办理": (1, 1), "转报段": (1, 1), "上级办理段": (0, 1), "取回段": (0, 0)}


def test_categories_stand_in_the_given_order_even_when_empty() -> None:
    figures = figures_of([PLAIN], OCTOBER, categories=("残联", "民政"))
    assert [(row.category, row["received"]) for row in figures.categories] == [("残联", 0), ("民政", 1)]


def test_old_book_entries_are_shown_beside_only() -> None:
    figures = figures_of([PLAIN, replace(PLAIN, old_book=True)], OCTOBER)
    assert (figures.total["received"], figures.total["old_book"]) == (1, 1)


def test_the_year_counts_a_case_once_however_many_months_it_took() -> None:
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    long = replace(
        PLAIN, accepted_on=date(2026, 9, 1), due_on=date(2026, 9, 8), promise_kept_by=date(2026, 9, 8)
    )
    assert figures_of([long], Period.month(2026, 9)).rates[4].denominator == 1
    assert figures_of([long], OCTOBER).rates[4].denominator == 1
    assert figures_of([long], year).rates[4].denominator == 1


def test_every_rate_names_its_passage_and_the_numbers_behind_it() -> None:
    assert [definition.no for definition in RATES] == [1, 2, 3, 4, 5, 6]
    for definition in RATES:
        assert "000" in definition.source
        assert {definition.numerator, definition.denominator} <= {*COUNT_WORDS, ""}
    assert len(set(COUNT_WORDS.values())) == len(COUNT_WORDS)


@given(st.lists(CASES, max_size=40))
def test_rows_add_up_and_no_rate_exceeds_its_whole(cases: list[CaseFacts]) -> None:
    mixed = [
        replace(case, category=name) for case, name in zip(cases, ["民政", "残联", "计生"] * 14, strict=False)
    ]
    figures = figures_of(mixed, OCTOBER)
    for name in COUNT_WORDS:
        assert sum(row[name] for row in figures.categories) <= figures.total[name]
        if not name.startswith("ever_"):
            assert sum(row[name] for row in figures.categories) == figures.total[name]
    total = figures.total
    assert total["received"] == sum(
        total[kind] for kind in ("immediate", "promised", "supplement", "escalated")
    )
    assert total["overdue"] == total["late"] + total["overdue_open"]
    for rate in figures.rates:
        assert 0 <= rate.numerator <= rate.denominator
        assert (rate.text == "100.0%") == (0 < rate.numerator == rate.denominator)
    assert figures.rates[4].numerator <= figures.rates[3].numerator


@given(st.lists(CASES, max_size=20))
def test_the_cases_behind_a_number_are_as_many_as_it_says(cases: list[CaseFacts]) -> None:
    total = figures_of(cases, OCTOBER).total
    for count in CASE_COUNTS:
        assert sum(holds(count.name, case, OCTOBER) for case in cases) == total[count.name]


@given(st.lists(CASES, max_size=20))
def test_figures_come_back_from_their_document_unchanged(cases: list[CaseFacts]) -> None:
    figures = figures_of(cases, OCTOBER)
    assert to_document(from_document(to_document(figures))) == to_document(figures)
