"""What happens to the matters of the year, each from its beginning to its end, as chance has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from app.domain.inquiries import InquiryDraft
from app.domain.old_books import OldBookEntry
from app.domain.requests import MaterialGiven
from app.domain.tasks import TaskPlan
from app.services import (
    acceptance,
    appointments,
    batches,
    complaints,
    inquiries,
    items,
    old_book,
    reserved_numbers,
    tasks,
    tours,
)
from app.services.demo.weeks import usual_form
from tests.year import village
from tests.year.life import FromAbove, Story, Year

ABOVE = "下河清镇便民服务中心"


def ending(year: Year, no: str) -> Story:
    """Given out, rated in some way or not, followed up, complained of, done again, voided: as it comes."""
    dice = year.dice
    yield dice.choice((0, 0, 1, 4, 12))
    if dice.random() < 0.06:
        return
    year.record(no, "delivered", to_whom="本人")
    yield dice.choice((0, 0, 0, 1, 8, 25))
    if dice.random() < 0.12:
        yield from _late_void(year, no)
        return
    yield from _rate(year, no)
    if dice.random() < 0.10:
        yield from _again(year, no)
    if dice.random() < 0.06:
        yield from _complain(year, no)


def _rate(year: Year, no: str) -> Story:
    level = year.dice.choices(village.LEVELS, (10, 8, 4, 2, 1))[0]
    said: dict[str, object] = {"level": level, "way": year.dice.choice(village.WAYS)}
    if level in village.LEVELS[3:]:
        said["reason"] = "等的时间长"
    year.record_by(year.other_than(no), no, "rated", said)
    if level in village.LEVELS[3:] and year.dice.random() < 0.7:
        yield year.dice.choice((1, 3, 9))
        year.record(no, "followed_up", text="电话说明了原因", settled=True)


def _again(year: Year, no: str) -> Story:
    """Done again, for a fault of ours or not; finished once more, and rated once more or not."""
    yield year.dice.choice((1, 6, 20))
    year.record(no, "reopened", reason="证件上的名字有误", our_fault=year.dice.random() < 0.6)
    yield year.dice.choice((0, 2, 5))
    year.record(no, "completed", result="已更正")
    yield year.dice.choice((0, 15))
    year.record(no, "delivered", to_whom="本人")
    if year.dice.random() < 0.6:
        yield 1
        yield from _rate(year, no)


def _complain(year: Year, no: str) -> Story:
    typed = {"case_no": no, "text": "等了半天没人管", "channel": year.dice.choice(("phone", "box"))}
    if typed["channel"] == "box":
        typed |= {"opened_by": "孙梅", "opened_with": "周会计"}
    complaint = complaints.file(year.overseer, typed)
    year.told["complaints"] += 1
    yield year.dice.choice((1, 5, 14, 30))
    complaints.answer(year.overseer, complaint, "已核查", upheld=year.dice.random() < 0.5)


def _late_void(year: Year, no: str) -> Story:
    yield year.dice.choice((1, 10, 28, 45))
    year.record(no, "voided", reason="重复登记")


def immediate(year: Year) -> Story:
    mode = year.dice.choice(("counter", "counter", "counter", "phone", "online", "paired"))
    no = year.accept(year.dice.choice(village.IMMEDIATE), mode=mode).case_no
    yield year.dice.choices((0, 1, 3), (14, 1, 1))[0]
    year.record(no, "completed", result="当场办好")
    yield from ending(year, no)


def promised(year: Year) -> Story:
    dice = year.dice
    no = year.accept(dice.choice(village.PROMISED), note="村口路灯不亮").case_no
    yield dice.choice((0, 1))
    year.record(no, "verified", findings="情况属实")
    way = dice.random()
    if way < 0.12:
        yield from _send_round(year, no)
    elif way < 0.30:
        yield from _pause(year, no)
    elif way < 0.55:
        yield from _extend(year, no)
    elif way < 0.61:
        year.record(no, "withdrawn", reason="自己办好了")
        return
    elif way < 0.67:
        year.record(no, "declined", ground="not_eligible", where_to_go="镇民政办")
        return
    elif way < 0.72:
        yield from _late_void(year, no)
        return
    yield dice.choice((1, 2, 3, 3, 5, 9))
    year.record(no, "progressed", text="已联系施工队")
    yield dice.choice((0, 0, 1, 2))
    year.record(no, "completed", result="已办好")
    yield from ending(year, no)


def _send_round(year: Year, no: str) -> Story:
    """Assigned, sent back, assigned again and taken."""
    first, second = year.desks[1], year.desks[2]
    year.record(no, "assigned", to=first.actor.name)
    yield 0
    year.record_by(first, no, "declined_assignment", {"reason": "下乡几天"})
    year.record(no, "assigned", to=second.actor.name)
    yield 1
    year.record_by(second, no, "claimed", {})


def _pause(year: Year, no: str) -> Story:
    for _time in range(year.dice.choice((1, 1, 2))):
        year.record(no, "paused", reason="等天晴")
        yield year.dice.choice((1, 4, 15))
        year.record(no, "resumed")
        yield year.dice.choice((0, 1))


def _extend(year: Year, no: str) -> Story:
    """By the law and told in time or too late, or only approved; by days or to a day; once or more often."""
    dice = year.dice
    for _time in range(dice.choice((1, 1, 2, 3))):
        said: dict[str, object] = {"approved_by": "赵站长", "reason": "要两次勘查"}
        if dice.random() < 0.6:
            said |= {"statutory": True, "told_on": year.today}
        if dice.random() < 0.3:
            said["until_on"] = year.today + timedelta(dice.choice((20, 35)))
        else:
            said["days"] = dice.choice((2, 5, 8))
        try_extend(year, no, said)
        yield dice.choice((0, 2, 6, 9))


def try_extend(year: Year, no: str, said: dict[str, object]) -> None:
    """By days where the day that chance chose is not later than the limit."""
    from app.errors import Refusal

    try:
        year.record(no, "extended", **said)
    except Refusal as refusal:
        if refusal.code != "extension-too-early":
            raise
        said.pop("until_on")
        year.record(no, "extended", **said, days=4)


def supplement(year: Year) -> Story:
    dice = year.dice
    code = dice.choice((*village.PROMISED[:4], *village.ESCALATED))
    lacking = 1 if code in ("QT09",) else dice.choice((1, 2))
    accepted = year.accept(code, lacking, note="缺证明")
    no = accepted.case_no
    year.record(no, "notified")
    yield dice.choice((1, 3, 9, 16))
    if dice.random() < 0.12:
        year.record(no, "withdrawn", reason="不办了")
        return
    if len(accepted.missing) > 1 and dice.random() < 0.5:
        year.record(no, "supplemented", materials=list(accepted.missing[:1]))
        year.record(no, "notified", reason="再说一次")
        yield dice.choice((1, 5))
    year.record(no, "supplemented")
    if code in village.ESCALATED:
        yield from _go_up(year, no)
        return
    yield dice.choice((1, 3, 5, 8))
    year.record(no, "completed", result="已办好")
    yield from ending(year, no)


def escalated(year: Year) -> Story:
    mode = year.dice.choice(("counter", "home", "home", "team"))
    place = "三组大场" if mode == "team" else ""
    no = year.accept(year.dice.choice(village.ESCALATED), mode=mode, place=place).case_no
    yield from _go_up(year, no)


def _go_up(year: Year, no: str) -> Story:
    """Forwarded; before the room is enrolled the township answers by telephone, later in its own register."""
    dice = year.dice
    yield dice.choice((0, 1, 1, 2, 4))
    year.record(no, "escalated", to=ABOVE)
    enrolled = (year.today.month, year.today.day) >= (3, 2)
    if not enrolled:
        yield dice.choice((3, 7, 12))
        year.record(no, "result_ready", where=ABOVE)
        yield from _fetch(year, no)
        return
    due = year.today + timedelta(dice.choice((4, 9, 16)))
    yield FromAbove(no, "received", {"by": "镇民政办", "answer_due_on": due})
    way = dice.random()
    if way < 0.15:
        fault = {"our_fault": True} if dice.random() < 0.5 else {}
        yield FromAbove(no, "returned", {"missing": ["收入证明"], **fault})
        yield dice.choice((1, 4))
        year.record(no, "supplemented")
        yield dice.choice((0, 2))
        year.record(no, "escalated", to=ABOVE)
    elif way < 0.22:
        yield FromAbove(no, "referred_down", {"reason": "村里可以办"})
        year.record(no, "completed", result="村里办好")
        yield from ending(year, no)
        return
    elif way < 0.27:
        yield FromAbove(no, "declined", {"ground": "not_eligible"})
        return
    elif way < 0.32:
        yield FromAbove(no, "paused", {"reason": "省平台升级"})
        yield FromAbove(no, "resumed", {})
    elif way < 0.38:
        said = {"days": 5, "approved_by": "镇长", "reason": "核查", "statutory": True, "told_on": year.today}
        yield FromAbove(no, "extended", said)
    yield dice.choice((1, 5, 12))
    if dice.random() < 0.5:
        yield FromAbove(no, "completed", {"result": "审核通过"})
    else:
        yield FromAbove(no, "result_ready", {"where": ABOVE})
    yield from _fetch(year, no)


def _fetch(year: Year, no: str) -> Story:
    yield year.dice.choice((0, 1, 2, 4))
    year.record(no, "fetched", result="取回审批表")
    yield from ending(year, no)


def outside(year: Year) -> Story:
    """The power office has no register: its answers are taken down by hand."""
    dice = year.dice
    no = year.accept(village.OUTSIDE).case_no
    yield dice.choice((0, 1, 3))
    year.record(no, "escalated", to="供电所")
    yield 1
    year.record(no, "received", by="供电所", answer_due_on=year.today + timedelta(dice.choice((2, 6))))
    yield dice.choice((1, 3))
    if dice.random() < 0.4:
        year.record(no, "returned", missing=["产权证明"], our_fault=dice.random() < 0.5)
        yield dice.choice((1, 3))
        year.record(no, "supplemented")
        year.record(no, "escalated", to="供电所")
        yield 2
    year.record(no, "result_ready", where="供电所")
    yield from _fetch(year, no)


def declined(year: Year) -> Story:
    asked = year.request(year.dice.choice(("GY01", "MZ04")))
    acceptance.decline(year.desk, asked, year.dice.choice(("forbidden_certificate", "not_resident")))
    year.told["declined at once"] += 1
    yield 0


def inquiry(year: Year) -> Story:
    """Only asking, or a request: answered, referred, withdrawn, declined, become a case, or left lying."""
    dice = year.dice
    request = dice.random() < 0.7
    asked = inquiries.ask(year.desk, InquiryDraft("高龄津贴怎么办", is_request=request))
    yield dice.choice((0, 0, 1, 2, 5))
    end = dice.choice(
        ("answer", "refer", "refer_in", "withdraw", "decline", "case", "case", "as_declined", "open")
    )
    year.told[f"inquiry {end}"] += 1
    key = asked.inquiry_id
    if end == "answer":
        inquiries.answer(year.desk, key, "带身份证来办")
    elif end.startswith("refer"):
        inquiries.refer(year.desk, key, "县社保局", in_scope=end == "refer_in")
    elif end == "withdraw":
        inquiries.withdraw(year.desk, key, "不问了")
    elif end == "decline":
        inquiries.decline(year.desk, key, "not_in_scope", where_to_go="县法院")
    elif end == "as_declined":
        acceptance.decline(year.desk, year.request("MZ04", inquiry_id=key), "not_eligible")
    elif end == "case":
        no = year.accept("GY07", inquiry_id=key, note="水渠漏水").case_no
        yield dice.choice((1, 4))
        year.record(no, "completed", result="已修好")
        yield from ending(year, no)


def slips(year: Year) -> Story:
    """Numbers taken out on paper and entered some days later under the paper's date; one is spoiled."""
    dice = year.dice
    purpose = dice.choice(("tour", "home", "power_cut"))
    numbers = reserved_numbers.reserve(year.desk, 3, purpose)
    yield dice.choice((0, 1))
    paper_on = year.today
    mode = {"home": "home"}.get(purpose, "tour")
    for at, number in enumerate(numbers[:2]):
        yield dice.choice((0, 1, 2, 3, 4))
        said: dict[str, object] = {
            "paper_no": number,
            "paper_on": paper_on,
            "mode": mode,
            "place": "四组场院",
        }
        code, lacking = dice.choice((("GY04", 0), ("LD03", 0), ("GY04", 1)))
        no = year.accept(code, lacking, **said).case_no
        year.told["slips"] += 1
        year.begin(_slip(year, no, lacking, at))
    reserved_numbers.spoil(year.desk, numbers[2], "雨淋湿了")


def _slip(year: Year, no: str, lacking: int, at: int) -> Story:
    yield at + year.dice.choice((0, 2))
    if lacking:
        year.record(no, "supplemented")
        yield 2
    year.record(no, "completed", result="已办好")
    yield from ending(year, no)


def from_old_book(year: Year) -> Story:
    """An entry of the paper book, over or still open."""
    who = year.person()
    on = year.today - timedelta(year.dice.choice((3, 40, 200)))
    done = on + timedelta(2) if year.dice.random() < 0.6 else None
    entry = OldBookEntry(
        "旧簿一",
        str(year.told["old book"] + 1),
        who.name,
        "GY04",
        on,
        id_number=who.id_number,
        completed_on=done,
        result="已通水" if done else "",
    )
    year.told["old book"] += 1
    no = old_book.enter(year.desk, entry).case_no
    yield 3
    if done is None:
        year.record(no, "completed", result="已通水")
        yield from ending(year, no)


def joint(year: Year) -> Story:
    no = year.accept(village.JOINT, project_name="新建住房").case_no
    plans = [TaskPlan("规划", "自然资源所", working_days=5), TaskPlan("建设", "村镇办", working_days=8)]
    made = tasks.plan(year.desk, no, plans)
    for one in made:
        yield year.dice.choice((2, 5, 9))
        tasks.finish(year.desk, one.task_id, "同意")
    year.record(no, "completed", result="许可证已发")
    yield from ending(year, no)


def batch(year: Year) -> Story:
    """The peak season: one item, many people, some finished at once and some the next days."""
    item = items.in_force(year.room.register, year.clock).item("YB02")
    assert item is not None
    papers = tuple(
        MaterialGiven(one.name, usual_form(one), one.sheets) for one in item.materials if one.required
    )
    opened = batches.open_batch(year.desk, "YB02", f"医保缴费{year.today:%m%d}")
    for number in range(14):
        who = village.villager(200 + number + year.today.day * 20, year.dice)
        accepted = batches.accept(year.desk, opened.batch_id, who.id_number, papers, who.name)
        year.told["batch"] += 1
        if number % 3:
            year.record(accepted.case_no, "completed", result="已缴费")
            year.begin(ending(year, accepted.case_no))
        else:
            year.begin(_slip(year, accepted.case_no, 0, 1))
    batches.close(year.desk, opened.batch_id)
    yield 0


def touring(year: Year) -> Story:
    """Announced, with requests collected before; and an appointment at the counter."""
    day = year.today + timedelta(10)
    tour = tours.add(year.desk, "山区巡回", day, ["五里沟", "东坡"], [year.desk.actor.name])
    tours.announce(year.desk, tour.tour_id)
    booked = appointments.add(year.desk, "刘海龙", day, item="GY04", place="五里沟", tour_id=tour.tour_id)
    yield 7
    no = year.accept("GY04", mode="tour", tour_id=tour.tour_id, appointment_id=booked.appointment_id).case_no
    yield 2
    year.record(no, "completed", result="已办好")
    yield from ending(year, no)


def room_complaint(year: Year) -> Story:
    complaint = complaints.file(year.overseer, {"text": "上班时间锁着门", "channel": "phone"})
    yield year.dice.choice((2, 20))
    complaints.answer(year.overseer, complaint, "当天集体下乡，已公示", upheld=year.dice.random() < 0.5)


USUAL: tuple[tuple[Callable[[Year], Story], int], ...] = (
    (immediate, 26),
    (promised, 24),
    (supplement, 14),
    (escalated, 16),
    (outside, 5),
    (declined, 5),
    (inquiry, 14),
    (slips, 4),
    (from_old_book, 4),
    (joint, 2),
    (touring, 2),
    (room_complaint, 1),
)


def what_comes(share: float) -> Callable[[Year], None]:
    """Says what comes in on a working day: ``share`` matters of every kind a day, and batches in autumn."""

    def comes(year: Year) -> None:
        whole, rest = divmod(share, 1)
        for _matter in range(int(whole) + (year.dice.random() < rest)):
            story = year.dice.choices([one for one, _ in USUAL], [weight for _, weight in USUAL])[0]
            year.told[f"story {story.__name__}"] += 1
            year.begin(story(year))
        if (year.today.month, year.today.day) in ((10, 12), (12, 7)):
            year.begin(batch(year))

    return comes
