"""The six rates, their segments and the five zeros of a period, as pairs of numbers."""

from __future__ import annotations

import json
from datetime import date, timedelta

from tests.year.recount.days import day_of
from tests.year.recount.numbers import Numbers
from tests.year.recount.told import Lines, Record

Pair = tuple[int, int]
DISCLOSED = ("legal_basis", "conditions", "procedure", "hotline", "supervisor_phone", "name")
SEGMENTS = ("room", "forwarding", "above", "fetching")


def six(numbers: Numbers) -> list[Pair]:
    """In the order of 000 §三.2."""
    lines, total = numbers.lines, numbers.total()
    asked = requests(numbers)
    return [
        organisation(lines, numbers.first, numbers.last),
        disclosure(lines, numbers.last),
        (total["requests_accepted"], total["requested"] + asked["declined"] + asked["unanswered"]),
        (total["completed"], total["due"]),
        (total["on_time"], total["due"]),
        (total["satisfied"], total["rated"]),
    ]


def parts(numbers: Numbers) -> list[Pair]:
    total = numbers.total()
    return [(total[f"{name}_kept"], total[f"{name}_due"]) for name in SEGMENTS]


def zeros(numbers: Numbers) -> list[int]:
    """零距离 零推诿 零积压 零差错 零投诉."""
    total = numbers.total()
    upheld = [one for one in numbers.lines.of["complaint"] if one["upheld"] and _decided_in(one, numbers)]
    return [
        total["near"],
        total["declined_without_ground"] + requests(numbers)["sent_off"],
        total["overdue_open"],
        total["errors"],
        len(upheld),
    ]


def text(pair: Pair) -> str:
    """Rounded half up to a tenth, never 100 % unless equal, 无 for none of none."""
    part, whole = pair
    if not whole:
        return "—(无)"
    tenths = int(part * 1000 / whole + 0.5) if part < whole else 1000
    return f"{min(tenths, 999 if part < whole else 1000) / 10:.1f}%"


def requests(numbers: Numbers) -> dict[str, int]:
    """What was asked in the period and did not become a case: declined, unanswered, sent off, only asked."""
    known = {one.case.record["id"]: one for one in numbers.all}
    found = {"declined": 0, "unanswered": 0, "sent_off": 0, "only_asked": 0}
    for inquiry in numbers.lines.of["inquiry"]:
        if not numbers.first <= day_of(inquiry["asked_on"]) <= numbers.last:
            continue
        found["only_asked"] += not inquiry["is_request"]
        outcome, waited = _outcome(numbers, inquiry, known.keys())
        sent_off = outcome in ("declined", "referred") and inquiry["in_scope"]
        found["sent_off"] += bool(sent_off and not inquiry["ground"])
        if not (inquiry["is_request"] and inquiry["in_scope"]) or inquiry["case_id"] in known:
            continue
        found["declined"] += outcome == "declined"
        found["unanswered"] += outcome in ("open", "answered", "case") and waited > 1
    return found


def _outcome(numbers: Numbers, inquiry: Record, known: object) -> tuple[str, int]:
    """What had become of it by the period's end, and how many working days it lay without an answer."""
    answered_on = day_of(inquiry["answered_on"]) if inquiry["answered_on"] else None
    answered = answered_on is not None and answered_on <= numbers.last
    became = inquiry["case_id"] and inquiry["case_id"] in known  # type: ignore[operator]
    until = answered_on if answered and answered_on else numbers.last
    waited = numbers.lines.days.between(day_of(inquiry["asked_on"]), until)
    return (inquiry["outcome"] if answered or became else "open"), waited


def _decided_in(complaint: Record, numbers: Numbers) -> bool:
    decided = complaint["ruled_on"] or complaint["answered_on"]
    return bool(decided) and numbers.first <= day_of(decided) <= numbers.last


def organisation(lines: Lines, first: date, last: date) -> Pair:
    checks = checks_of(lines, first, last)
    return sum(checks), len(checks)


def checks_of(lines: Lines, first: date, last: date) -> list[bool]:
    """Posts, an agent in term and trained, backups, roster, hotline, sign, inspection, complaints, liaisons."""
    site = lines.of["site"][0]
    serving = [one for one in lines.of["agent"] if one["active"]]
    ids = {one["id"] for one in serving}
    rostered = {day_of(one["on_day"]) for one in lines.of["duty_shift"] if not one["cancelled"]}
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    inspected = [day_of(one["inspected_on"]) for one in lines.of["site_inspection"]]
    checks = [
        bool(site["head_agent_id"] and site["manager_agent_id"]),
        any(_in_term(one, last) for one in serving),
        all(one["backup_agent_id"] in ids - {one["id"]} for one in serving),
        all(day in rostered for day in days if lines.days.works(day)),
        bool(site["hotline"]),
        site["sign_put_up"],
        any(last - timedelta(365) < day <= last for day in inspected),
        bool(site["complaint_phone"] and site["complaint_box"]),
    ]
    assert not any(one["liaison"] for one in lines.of["villager"]), "this village has no areas"
    return checks


def _in_term(agent: Record, on: date) -> bool:
    begun, over, trained = agent["term_from_on"], agent["term_to_on"], agent["trained_on"]
    return bool(
        begun
        and day_of(begun) <= on
        and (not over or day_of(over) >= on)
        and trained
        and day_of(trained) <= on
    )


def disclosure(lines: Lines, on: date) -> Pair:
    """Items of the version in force that were published five working days: filled and hanging, and all."""
    versions = [one for one in lines.of["catalogue"] if one["origin"] == "published"]
    real = [one for one in versions if not one["sample"] and day_of(one["in_force_from"]) <= on]
    if not real:
        return 0, 0
    version = max(real, key=lambda one: (one["in_force_from"], one["published_at"]))
    if lines.days.between(day_of(version["published_at"]), on) < 5:
        return 0, 0
    items = [one for one in json.loads(version["document"])["items"] if not one.get("withdrawn")]
    hanging = [one for one in lines.of["posting"] if one["catalogue_id"] == version["id"] and _hangs(one, on)]
    shown = [
        item
        for item in items
        if _filled(item) and any(not p["item_codes"] or item["code"] in p["item_codes"] for p in hanging)
    ]
    return len(shown), len(items)


def _hangs(posting: Record, on: date) -> bool:
    down = posting["taken_down_on"]
    return bool(posting["place"]) and day_of(posting["posted_on"]) <= on and (not down or day_of(down) > on)


def _filled(item: Record) -> bool:
    whose = item.get("implementing_body") or item.get("department")
    limit = item["days"] > 0 or item["kind"] == "immediate"
    return bool(whose and limit and all(item.get(name) for name in DISCLOSED))
