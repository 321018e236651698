"""One case as the definitions look at it: when it counts, by when it was promised, how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.year.recount.days import day_of
from tests.year.recount.told import ABOVE, ENDED, History, Lines, Record, history

SLIP_DAYS = 2


@dataclass
class Case:
    """``bound_by``: the promise moved by days that do not count and lawful extensions; ``due_on``: by all."""

    record: Record
    told: History
    counted_on: date
    asked_on: date
    bound_by: date | None
    due_on: date | None
    extensions: list[Record]
    unlawful: bool

    @property
    def no(self) -> str:
        return str(self.record["case_no"])

    @property
    def voided(self) -> bool:
        return self.told.state == "voided"

    @property
    def old_book(self) -> bool:
        return bool(self.record["origin"] == "old_book")

    @property
    def counts(self) -> bool:
        return not (self.voided or self.old_book)

    @property
    def declined(self) -> bool:
        return self.told.state == "declined"

    @property
    def done_on(self) -> date | None:
        """When it was completed, of a case that did not end another way."""
        return None if self.told.state in ENDED else self.told.done_on

    @property
    def in_time(self) -> bool:
        assert self.done_on is not None
        return self.bound_by is None or self.done_on <= self.bound_by

    def is_open(self, day: date) -> bool:
        over = self.done_on is not None and self.done_on <= day
        return self.counted_on <= day and self.told.state not in ENDED and not over

    def is_overdue(self, day: date) -> bool:
        return self.is_open(day) and self.due_on is not None and self.due_on <= day


def all_cases(lines: Lines, end_on: date, voids_until: date | None = None) -> list[Case]:
    """Every case that counts on or before the day, as it stood at the day's end, in the order of the book."""
    asked: dict[str, date] = {}
    for inquiry in lines.of["inquiry"]:
        if inquiry["case_id"]:
            asked[inquiry["case_id"]] = day_of(inquiry["asked_on"])
    found = []
    for record in lines.of["case"]:
        counted_on = _counted_on(lines, record)
        if counted_on <= end_on:
            found.append(_case(lines, record, counted_on, (end_on, voids_until or end_on), asked))
    return sorted(found, key=lambda case: (case.record["accepted_at"], case.no))


def _counted_on(lines: Lines, record: Record) -> date:
    on = day_of(record["accepted_on"])
    if record["origin"] != "reserved_slip":
        return on
    entered_on = next(day_of(one["at"]) for one in lines.events[record["id"]] if one["event"] == "accepted")
    return entered_on if lines.days.between(on, entered_on) > SLIP_DAYS else on


def _case(
    lines: Lines, record: Record, counted_on: date, upto: tuple[date, date], asked: dict[str, date]
) -> Case:
    told = history(lines.events[record["id"]], day_of(record["accepted_on"]), *upto)
    longer = [one for one in told.known if one["event"] == "extended"]
    lawful: list[Record] = []
    bound_by = _limit(lines, record, told, lawful)
    for one in longer:
        told_on = one["data"].get("told_on")
        if one["data"].get("statutory") and told_on and bound_by and day_of(told_on) <= bound_by:
            lawful = [*lawful, one]
            bound_by = _limit(lines, record, told, lawful)
    return Case(
        record=record,
        told=told,
        counted_on=counted_on,
        asked_on=min(asked.get(record["id"], counted_on), counted_on),
        bound_by=bound_by or (day_of(record["promised_on"]) if record["promised_on"] else None),
        due_on=_limit(lines, record, told, longer),
        extensions=longer,
        unlawful=len(lawful) < len(longer),
    )


def _limit(lines: Lines, record: Record, told: History, longer: list[Record]) -> date | None:
    """The promised number of working days, days that do not count left out, lengthened as it was."""
    if told.state in ENDED or told.still_since is not None:
        return None
    days = record["promised_days"] + sum(one["data"].get("days", 0) for one in longer)
    due_on = lines.days.walk(day_of(record["accepted_on"]), days, told.still)
    moved = longer or told.still[1 if record["kind"] == "supplement" else 0 :]
    if record["promised_on"] and not moved:
        due_on = min(due_on, day_of(record["promised_on"]))
    return max([due_on, *(day_of(one["data"]["until_on"]) for one in longer if "until_on" in one["data"])])


@dataclass
class Segments:
    """The parts of an escalated case's way: kept or not; None where a part does not apply yet."""

    forwarded: bool | None = None
    answered: bool | None = None
    fetched: bool | None = None


def segments(lines: Lines, case: Case, end_on: date) -> Segments:
    """By the definitions' own words: transport days for the ways, the tier's answer day for its part."""
    known = case.told.known
    up = next((one for one in known if one["event"] == "escalated"), None)
    if up is None:
        return Segments()
    allowed = max(1, case.record["transport_days"])
    up_on = day_of(up["at"])
    begun = [day_of(one["at"]) for one in known if one["event"] == "supplemented"]
    start = max([day_of(case.record["accepted_on"]), *(day for day in begun if day <= up_on)])
    ready_on, taken_on = _ready_on(known), _taken_on(case)
    return Segments(
        lines.days.between(start, up_on) <= allowed,
        _answered(case, ready_on or taken_on, end_on),
        _fetched(lines, ready_on, taken_on, allowed, end_on),
    )


def _ready_on(known: list[Record]) -> date | None:
    ready = [
        day_of(one["at"])
        for one in known
        if one["event"] == "result_ready" or (one["event"] == "completed" and one["by_tier"] in ABOVE)
    ]
    return ready[-1] if ready else None


def _taken_on(case: Case) -> date | None:
    fetched = case.told.last("fetched")
    own = [one for one in case.told.known if one["event"] == "completed" and one["by_tier"] not in ABOVE]
    last = fetched or (own[-1] if own else None)
    return day_of(last["at"]) if last else None


def _answered(case: Case, on: date | None, end_on: date) -> bool | None:
    received = case.told.last("received")
    due = (received["data"].get("answer_due_on") if received else None) or case.record["answer_due_on"]
    if not due or (on is None and day_of(due) > end_on):
        return None
    return on is not None and on <= day_of(due)


def _fetched(lines: Lines, ready: date | None, taken: date | None, allowed: int, end_on: date) -> bool | None:
    if ready is None:
        return None
    waited = lines.days.between(ready, taken or end_on)
    if taken is None:
        return None if waited <= allowed else False
    return waited <= allowed
