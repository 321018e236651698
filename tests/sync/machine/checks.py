"""What must hold: during a history that no mark runs ahead, and after healing that nothing is lost, doubled or hidden."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from app.models import outbox
from app.models.register import Register
from app.models.tables import CaseStatus, JournalLine, ReceivedLine, UpwardLine, UpwardSite
from app.models.verify import verify
from app.services import problems, synchronising
from sync.server.township import epoch_of
from tests.sync.lines import results, tables
from tests.sync.machine import reference
from tests.sync.machine.ledger import words_of
from tests.sync.machine.reference import Expected, FeedRow
from tests.sync.machine.world import Pc, World

ROUNDS = 12
Tables = dict[tuple[str, str], dict[str, Any]]
"""(record type, id) → field → value"""


def feed_of(register: Register, site: str) -> list[FeedRow]:
    """A site's feed at its server."""
    with register.reading() as session:
        rows = session.execute(
            select(JournalLine.n, JournalLine.replica_id, JournalLine.seq, JournalLine.raw)
            .where(JournalLine.site_code == site)
            .order_by(JournalLine.n)
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]


def marks_are_true(world: World) -> None:
    """What a PC shows as being at the township is there, byte for byte, whatever has just been cut off."""
    with world.township.register.reading() as session:
        epoch = epoch_of(session)
    for pc in world.pcs:
        with pc.register.reading() as session:
            state = outbox.township_of(session)
        if state is None:
            continue
        heard = world.heard.setdefault(pc.name, set())
        heard.add(state.epoch)
        if epoch not in heard:
            continue  # the township was put back and this PC has not heard of it
        own = pc.register.identity.replica_id
        mine = {row[2]: row[3] for row in feed_of(pc.register, pc.site) if row[1] == own}
        there = {row[2]: row[3] for row in feed_of(world.township.register, pc.site) if row[1] == own}
        shown = {seq: raw for seq, raw in mine.items() if seq <= state.acked_seq}
        missing = [seq for seq, raw in shown.items() if there.get(seq) != raw]
        assert not missing, f"{pc.name} shows {missing} as being at the township"
        assert state.applied_seq <= state.acked_seq, f"{pc.name}: applied before received"
    _upward_marks_are_true(world)


def _upward_marks_are_true(world: World) -> None:
    """What the township shows as being at the district is there, line for line."""
    with world.township.register.reading() as session:
        sites = session.scalars(select(UpwardSite)).all()
        logs = {
            site.site_code: {
                row.seq: row.raw
                for row in session.scalars(select(UpwardLine).where(UpwardLine.site_code == site.site_code))
            }
            for site in sites
        }
    with world.district.register.reading() as session:
        epoch = epoch_of(session)
    for site in sites:
        if site.epoch != epoch:
            continue  # the district was put back and the township has not heard of it
        there = {
            row[2]: row[3]
            for row in feed_of(world.district.register, site.site_code)
            if row[1] == site.replica_id
        }
        shown = {seq: raw for seq, raw in logs[site.site_code].items() if seq <= site.acked_seq}
        missing = [seq for seq, raw in shown.items() if there.get(seq) != raw]
        assert not missing, f"the township shows {missing} of {site.site_code} as being at the district"


def heal(world: World) -> None:
    """Everything is let in again and synced until nothing moves; a PC that never becomes quiet is a fault."""
    for place in range(len(world.pcs)):
        world.admit(place)
    for _round in range(ROUNDS):
        moved = False
        for place, pc in enumerate(world.pcs):
            pc.codes.clear()
            report = world.sync(place)
            moved |= report is None or bool(report.sent or report.fed or report.said_again is not None)
        world.above_codes.clear()
        passes = world.upward()
        moved |= not passes or any(one.code != "ok" or one.sent or one.fed for one in passes)
        if not moved:
            return
    raise AssertionError(f"not quiet after {ROUNDS} rounds: {_codes(world)}")


def _codes(world: World) -> list[tuple[str, list[str]]]:
    return [*((pc.name, pc.codes) for pc in world.pcs), ("upward", world.above_codes)]


def all_is_well(world: World) -> None:
    """Call after ``heal``."""
    marks_are_true(world)
    server = world.township.register
    for site in sorted({pc.site for pc in world.pcs} | {server.site_code}):
        feed = feed_of(server, site)
        rooms = [pc for pc in world.pcs if pc.site == site]
        _is_one_chain(server, site, feed)
        _holds_everything_once(world, site, feed)
        ids = (world.township.server_id, world.district.server_id)
        found = reference.expected(feed, *ids, at_home=site == server.site_code)
        there = tables(server, site)
        _agrees(server, site, there, found)
        _district_agrees(world, site, there, found, reference.goes_up(feed, *ids))
        for pc in rooms:
            here = tables(pc.register, site)
            _is_the_same(pc, here, there)
            _agrees(pc.register, site, here, found)
            _has_the_feed(pc, feed)
            _shows_what_was_set_aside(pc, feed, found)
        if site not in world.one_number_twice:
            numbers = Counter(row["case_no"] for (kind, _id), row in there.items() if kind == "case")
            assert max(numbers.values(), default=1) == 1, "two cases have one number"
    for register in (*world.registers(), world.district.register):
        assert verify(register).problems == ()


def _is_one_chain(server: Register, site: str, feed: list[FeedRow]) -> None:
    assert [row[0] for row in feed] == list(range(1, len(feed) + 1)), "feed numbers have gaps"
    head = bytes(32)
    with server.reading() as session:
        rows = session.execute(select(JournalLine.n, JournalLine.hash).where(JournalLine.site_code == site))
        stored = {row[0]: row[1] for row in rows}
    for n, writer, _seq, raw in feed:
        head = sha256(head + sha256(bytes.fromhex(writer) + raw).digest()).digest()
        assert stored[n] == head, f"the chain breaks at {n}"


def _holds_everything_once(world: World, site: str, feed: list[FeedRow]) -> None:
    places = Counter((writer, seq) for _n, writer, seq, _raw in feed)
    assert max(places.values()) == 1, "a line stands twice"
    own_ids = Counter(str(_json(raw).get("id")) for _n, _writer, _seq, raw in feed if _json(raw))
    assert max(own_ids.values()) == 1, "an entry stands twice"
    said = Counter(words_of(raw) for _n, _writer, _seq, raw in feed)
    here = set(said)
    lost = [words for where, words in world.ledger.accepted if where == site and words not in here]
    assert not lost, f"{len(lost)} accepted lines are not in the township: {lost[0]}"
    if site in world.ledger.spoken_twice:
        by_writer = Counter((writer, words_of(raw)) for _n, writer, _seq, raw in feed)
        assert max(by_writer.values()) == 1, "one PC said the same twice"
    else:
        assert max(said.values()) == 1, "a line was taken in twice"


def _agrees(register: Register, site: str, here: Tables, found: Expected) -> None:
    """A register against the model: records by what was said, results, states of cases."""
    assert set(here) == set(found.records), _difference(set(here), set(found.records))
    for key, said in found.records.items():
        wrong = {
            name: (here[key].get(name), value) for name, value in said.items() if here[key][name] != value
        }
        assert not wrong, f"{key}: {wrong}"
    told = Counter(
        (
            one.replica_id,
            one.line_seq,
            one.target_type,
            one.target_id,
            one.code,
            one.field,
            _text(one.kept_value),
            _text(one.late_value),
        )
        for one in results(register)
        if one.site_code == site
    )
    assert told == Counter(found.results), f"results: {_difference(told, Counter(found.results))}"
    with register.reading() as session:
        query = select(CaseStatus.case_id, CaseStatus.state).where(CaseStatus.site_code == site)
        states = {row[0]: row[1] for row in session.execute(query)}
    assert states == found.states, f"states: {_difference(states.items(), found.states.items())}"


def _district_agrees(world: World, site: str, there: Tables, found: Expected, up: set[str]) -> None:
    """The district holds what was sent on to it, as the township does; nothing else, nothing less."""
    register = world.district.register
    above = tables(register, site)
    expected = {key: row for key, row in there.items() if key[1] in up}
    assert set(above) == set(expected), f"{site} above: {_difference(set(above), set(expected))}"
    wrong = [key for key, row in expected.items() if above[key] != row]
    assert not wrong, f"{site} above differs from the township: {wrong[:3]}"
    with register.reading() as session:
        query = select(CaseStatus.case_id, CaseStatus.state).where(CaseStatus.site_code == site)
        states = {row[0]: row[1] for row in session.execute(query)}
        held = session.scalars(
            select(JournalLine.result).where(
                JournalLine.site_code == site, JournalLine.result.not_in(("", "ok", "stale-stage"))
            )
        ).all()
    assert states == {case: found.states[case] for case in states}, f"states above: {states}"
    assert not held, f"lines are held back above: {held[:3]}"
    with world.township.register.reading() as session:
        assert session.get_one(UpwardSite, site).digest_ok, f"{site}: not known to be the same above"


def _is_the_same(pc: Pc, here: Tables, there: Tables) -> None:
    wrong = [
        (key, name, here.get(key, {}).get(name), there.get(key, {}).get(name))
        for key in sorted(here.keys() | there.keys())
        for name in here.get(key, {}).keys() | there.get(key, {}).keys()
        if here.get(key, {}).get(name) != there.get(key, {}).get(name)
    ]
    assert not wrong, f"{pc.name} differs from the township: {wrong[:3]}"


def _has_the_feed(pc: Pc, feed: list[FeedRow]) -> None:
    with pc.register.reading() as session:
        rows = session.execute(
            select(ReceivedLine.n, ReceivedLine.replica_id, ReceivedLine.raw)
            .where(ReceivedLine.site_code == pc.site)
            .order_by(ReceivedLine.n)
        )
        mine = [(row[0], row[1], row[2]) for row in rows]
    assert [row[:2] for row in mine] == [row[:2] for row in feed], f"{pc.name} has another feed"
    assert all(row[2] in (None, raw) for row, (_n, _who, _seq, raw) in zip(mine, feed, strict=True))


def _shows_what_was_set_aside(pc: Pc, feed: list[FeedRow], found: Expected) -> None:
    """To whoever wrote it, under whatever name the PC did so; and nothing waits without being said."""
    with pc.register.reading() as session:
        rows = session.execute(select(JournalLine.replica_id, JournalLine.seq, JournalLine.raw))
        mine = {(row[0], row[1], row[2]) for row in rows}
    written = {(writer, seq) for _n, writer, seq, raw in feed if (writer, seq, raw) in mine}
    wanted = {row[:2] for row in found.results} & written
    told = {one.id: (one.replica_id, one.line_seq) for one in results(pc.register)}
    shown = {told[one.record_id] for one in problems.listed(pc.register) if one.record_id in told}
    seen = {told[one.id] for one in results(pc.register) if one.settled_how}
    assert wanted <= shown | seen, f"{pc.name} does not show {wanted - shown - seen}"
    status = synchronising.status(pc.register)
    assert status.only_here == 0, f"{pc.name}: {status.only_here} lines wait for ever"
    assert status.same_records is not False, f"{pc.name} says that its records differ"


def _json(raw: bytes) -> dict[str, Any]:
    try:
        return dict(json.loads(raw))
    except ValueError:
        return {}


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _difference(left: Any, right: Any) -> str:
    if isinstance(left, Counter):
        return (
            f"here only {list((left - right).elements())[:3]}, expected {list((right - left).elements())[:3]}"
        )
    here, there = set(left), set(right)
    return f"here only {_some(here - there)}, expected {_some(there - here)}"


def _some(things: Iterable[object]) -> list[str]:
    return sorted(map(str, things))[:3]
