"""Everything of a case's page in one reading, and who is to be called on."""

from __future__ import annotations

from app.clock import SetClock
from app.domain.requests import Urgency
from app.services import agents, case_surroundings, cases, follow_ups, papers
from app.services.desk import Desk
from tests.services.requests import accepted


def test_the_facts_of_acceptance_are_said_in_words(desk: Desk) -> None:
    number = accepted(
        desk, urgency=Urgency.URGENT, urgency_reason="住院等着用", urgency_approver="站长", place="二组家中"
    )
    facts = case_surroundings.whole(desk.register, number, desk.clock, viewer=desk.actor.agent_id).facts
    assert facts.urgency == "急事：住院等着用，批准人 站长"
    assert (facts.agency, facts.help, facts.place) == ("事务代办", "代办", "二组家中")
    assert facts.version == facts.version_now
    assert not facts.may_move


def test_only_papers_that_fit_are_offered_and_each_print_is_counted(desk: Desk) -> None:
    number = accepted(desk)
    before = case_surroundings.whole(desk.register, number, desk.clock, viewer=desk.actor.agent_id)
    names = [paper.name for paper in before.papers]
    assert "receipt" in names
    assert "reply-card" not in names
    assert "decline-notice" not in names
    for _again in range(2):
        file = papers.make(desk, number, "receipt")
        papers.printed(desk, number, file, "测试")
    after = case_surroundings.whole(desk.register, number, desk.clock, viewer=desk.actor.agent_id)
    assert next(paper.times for paper in after.papers if paper.name == "receipt") == 2
    assert [line.copy_no for line in after.prints] == [1, 2]


def test_a_case_rated_low_waits_to_be_called_on_until_it_was(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk)
    cases.record(desk, number, "completed", data={"result": "已办"})
    cases.record(desk, number, "delivered", data={"to_whom": "本人"})
    second = agents.add(desk, "李玉梅")
    other = Desk(desk.register, agents.sign_in(desk.register, second.agent_id, "2580", clock), clock)
    cases.record(
        other, number, "rated", reason="跑了三趟", data={"level": "dissatisfied", "way": "reply_card"}
    )
    (row,) = follow_ups.waiting(desk.register, clock)
    assert (row.case_no, row.reason) == (number, "跑了三趟")
    assert row.days_left > 0
    clock.advance(days=60)
    assert follow_ups.waiting(desk.register, clock)[0].days_left < 0
    cases.record(desk, number, "followed_up", data={"text": "上门道歉，已说明", "settled": True})
    assert follow_ups.waiting(desk.register, clock) == ()
