"""需处理: nothing is stuck without a sentence, a field by its name, and something that can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.clock import SetClock
from app.domain.rows import Problem
from app.errors import Refusal
from app.models.tables import RECORD_TYPES, LineResult, ServiceCase, Villager
from app.models.verify import verify
from app.services import problems, stuck_words, synchronising
from app.services.desk import Desk
from sync.protocol.blobs import BLOB_CODES
from sync.protocol.codes import CODES
from sync.server import revoking
from tests.services.requests import accepted
from tests.services.test_synchronising import refused
from tests.sync.stations import VILLAGE, RunningTownship

LINE_CODES = ("conflict", "not-owner", "stale-stage", "bad-change", "too-new")
ACTS = {
    problems.PUT_IN,
    problems.MEND,
    problems.OPEN_CASE,
    problems.REST,
    problems.SYNC_NOW,
    problems.ENROL_AGAIN,
    problems.UPGRADE,
}


def promise(desk: Desk, case_no: str, day: date) -> None:
    with desk.write() as work:
        case = next(iter(work.session.query(ServiceCase).filter_by(case_no=case_no)))
        case.promised_on = day
        work.commit()


@pytest.fixture
def stuck(enrolled: Desk, second: Callable[[], Desk], clock: SetClock) -> tuple[Desk, Desk, str]:
    """Two PCs gave one case another day; the second came late."""
    number = accepted(enrolled, "GY04")
    other = second()
    promise(enrolled, number, date(2026, 12, 1))
    promise(other, number, date(2026, 12, 4))
    for desk in (enrolled, other):
        synchronising.sync_once(desk.register, clock)
    return enrolled, other, number


def only(desk: Desk) -> Problem:
    (problem,) = problems.listed(desk.register)
    return problem


def test_a_late_day_is_shown_by_its_name_and_put_in_as_a_day(
    stuck: tuple[Desk, Desk, str], clock: SetClock
) -> None:
    first, other, number = stuck
    problem = only(other)
    assert (problem.field, problem.kept_value, problem.late_value) == (
        "办件·承诺期限",
        "2026-12-01",
        "2026-12-04",
    )
    assert (problem.case_no, problem.acts) == (number, ("put_in", "open_case", "rest"))
    problems.put_in(other, problem.record_id)
    assert problems.listed(other.register) == ()
    for desk in (other, first):
        synchronising.sync_once(desk.register, clock)
        with desk.register.reading() as session:
            (case,) = session.query(ServiceCase).all()
            assert case.promised_on == date(2026, 12, 4)
    assert refused(lambda: problems.put_in(other, problem.record_id)) == "no-such-problem"


def test_what_shall_rest_is_kept_with_who_said_so_for_the_other_pc_and_the_township(
    stuck: tuple[Desk, Desk, str],
    township: RunningTownship,
    clock: SetClock,
) -> None:
    first, other, _number = stuck
    problems.rest(other, only(other).record_id)
    assert problems.listed(other.register) == ()
    for desk in (other, first):
        synchronising.sync_once(desk.register, clock)
    for register in (first.register, township.register):
        with register.reading() as session:
            (told,) = session.query(LineResult).all()
            assert (told.settled_how, told.settled_by) == ("rest", other.actor.agent_id)
            assert told.settled_at == clock.now()


def test_what_another_pc_leaves_lying_for_a_week_is_shown_here_too(
    stuck: tuple[Desk, Desk, str], clock: SetClock
) -> None:
    first, _other, _number = stuck
    synchronising.sync_once(first.register, clock)
    assert problems.listed(first.register) == ()
    clock.advance(days=8)
    synchronising.sync_once(first.register, clock)
    assert only(first).code == "conflict"


def test_a_revoked_pc_sees_it_until_the_township_admits_it_again(
    enrolled: Desk,
    township: RunningTownship,
    clock: SetClock,
) -> None:
    synchronising.sync_once(enrolled.register, clock)
    revoking.revoke(township.township, f"{VILLAGE}-A1", "找不到了")
    with pytest.raises(Refusal):
        synchronising.sync_once(enrolled.register, clock)
    problem = only(enrolled)
    assert (problem.code, problem.sentence, problem.acts) == (
        "revoked",
        CODES["revoked"].sentence,
        ("sync_now",),
    )
    assert synchronising.status(enrolled.register).problems == 1
    revoking.admit(township.township, f"{VILLAGE}-A1", "找到了")
    assert synchronising.sync_once(enrolled.register, clock).problems == 0


def test_a_stranger_in_the_townships_place_is_answered_by_enrolling_again(
    enrolled: Desk,
    township: RunningTownship,
    clock: SetClock,
) -> None:
    with township.offline():
        (township.home / "tls.crt").unlink()
        (township.home / "tls.key").unlink()
    with pytest.raises(Refusal):
        synchronising.sync_once(enrolled.register, clock)
    assert only(enrolled).acts == ("enrol_again", "sync_now")


def test_a_silent_township_is_no_problem_for_days_and_one_after_a_week(
    enrolled: Desk,
    township: RunningTownship,
    clock: SetClock,
) -> None:
    with township.offline():
        for days, shown in ((0, 0), (3, 0), (5, 1)):
            clock.advance(days=days)
            with pytest.raises(Refusal):
                synchronising.sync_once(enrolled.register, clock, give_up_s=-1.0)
            assert len(problems.listed(enrolled.register)) == shown
        assert only(enrolled).sentence.startswith("已有 8 天没有同步成功")
    assert synchronising.sync_once(enrolled.register, clock).problems == 0


def test_scans_that_the_township_does_not_take_are_shown_until_they_go(
    enrolled: Desk, clock: SetClock
) -> None:
    problems.note_contact(enrolled.register, clock, "quota")
    assert (only(enrolled).sentence, only(enrolled).acts) == (BLOB_CODES["quota"].sentence, ("sync_now",))
    problems.note_contact(enrolled.register, clock, "")
    assert problems.listed(enrolled.register) == ()


def test_every_word_of_an_answer_has_a_sentence_and_something_to_do() -> None:
    for code in (*CODES, "stick-key", "feed-broken", "wrong-certificate"):
        assert stuck_words.acts_after(code) and set(stuck_words.acts_after(code)) <= ACTS
    for code in LINE_CODES:
        assert stuck_words.SENTENCES[code].endswith("。")
    assert stuck_words.sentence_of("a-newer-word").endswith("。")


@pytest.mark.parametrize("record_type", sorted(RECORD_TYPES))
def test_every_field_that_may_get_stuck_has_a_chinese_name(record_type: str) -> None:
    for field in RECORD_TYPES[record_type].field_names():
        words = stuck_words.field_words(record_type, field)
        assert "·" in words and not any(letter.isascii() and letter.islower() for letter in words), words


def test_names_stand_for_ids_and_numbers_are_masked(
    enrolled: Desk, second: Callable[[], Desk], clock: SetClock
) -> None:
    number = accepted(enrolled, "GY04")
    other = second()
    for desk, phone in ((enrolled, "13800000001"), (other, "13800000002")):
        with desk.write() as work:
            case = work.session.query(ServiceCase).filter_by(case_no=number).one()
            case.applicant_phone, case.handler = phone, desk.actor.agent_id
            work.commit()
    for desk in (enrolled, other):
        synchronising.sync_once(desk.register, clock)
    shown = {one.field: one.late_value for one in problems.listed(other.register)}
    assert shown["办件·联系电话"] == "138****0002"
    assert all(len(value) < 32 for value in shown.values())


def test_waiting_alone_never_needs_a_person(enrolled: Desk, clock: SetClock) -> None:
    problems.note_refused(enrolled.register, clock, Refusal("正忙。", code="busy"))
    assert problems.listed(enrolled.register) == ()
    clock.advance(hours=25)
    problems.note_refused(enrolled.register, clock, Refusal("正忙。", code="busy"))
    assert only(enrolled).code == "busy"
    assert timedelta(hours=24) == problems.A_DAY


def test_a_text_that_the_township_could_not_read_is_put_right_and_sent_again_whole(
    enrolled: Desk, township: RunningTownship, clock: SetClock, expected_log: Callable[[str], None]
) -> None:
    expected_log("WARNING sync.client.comparing: records differed")
    with enrolled.write() as work:
        made = work.add(Villager(name="王\x00秀英", phone="13800000001"))
        work.commit()
    synchronising.sync_once(enrolled.register, clock)
    (problem,) = (one for one in problems.listed(enrolled.register) if one.code == "bad-change")
    assert (problem.field, problem.acts) == ("群众·姓名", ("mend", "rest"))
    assert problems.to_mend(enrolled.register, problem.record_id) == "王\x00秀英"
    assert refused(lambda: problems.mend(enrolled, problem.record_id, "王\u202e秀英")).startswith("text-")
    problems.mend(enrolled, problem.record_id, "王秀英")
    assert synchronising.sync_once(enrolled.register, clock).problems == 0
    with township.register.reading() as session:
        there = session.get_one(Villager, (VILLAGE, made.id))
        assert (there.name, there.phone) == ("王秀英", "13800000001")
    assert verify(township.register).problems == verify(enrolled.register).problems == ()


def test_only_a_text_of_ours_can_be_put_right(stuck: tuple[Desk, Desk, str]) -> None:
    _first, other, _number = stuck
    problem = only(other)
    assert refused(lambda: problems.to_mend(other.register, problem.record_id)) == "cannot-mend"
    assert refused(lambda: problems.mend(other, problem.record_id, "x")) == "cannot-mend"
