"""Faults planted in the program, each with a short history that must show it: an oracle that finds none proves little."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import pytest

from app.domain import case_states
from app.models import application, fold, intake, journal, outbox
from app.models.tables import JournalHead
from app.services import backup_folders, rooms
from sync.client import batches, kept_answers, passes, realigning, repairing, sticks
from sync.protocol.answers import Answer, OpenedAnswer
from sync.protocol.envelope import Kind, read_header, tag_of
from sync.server import exchange, receipt
from sync.server.upward import choosing, coming_down
from tests.sync.machine.histories import History

Patch = pytest.MonkeyPatch


@dataclass(frozen=True, slots=True)
class Planted:
    """``plant`` breaks the program; ``history`` is the shortest known that shows it."""

    plant: Callable[[Patch], None]
    history: History


def _around(patch: Patch, place: ModuleType | type, name: str, make: Callable[[Any], Any]) -> None:
    """Put ``make(what is there)`` in its place."""
    patch.setattr(place, name, make(getattr(place, name)))


def _folded_apart(patch: Patch) -> None:
    """A few lines, too, are folded in a transaction of its own, as those of a larger batch: there it can go wrong."""
    patch.setattr(exchange, "_folds", lambda *_arguments: False)


def cursor_before_data(patch: Patch) -> None:
    """A room keeps how far it has the feed before it folds what came."""

    def make(plain: Any) -> Any:
        def fold_lines(session: Any, *arguments: Any, **more: Any) -> Any:
            session.commit()
            return plain(session, *arguments, **more)

        return fold_lines

    _folded_apart(patch)
    _around(patch, intake, "fold_lines", make)


def applied_before_tables(patch: Patch) -> None:
    """The township keeps how far it has applied before it does."""

    def make(plain: Any) -> Any:
        def apply_batch(session: Any, register: Any, head: Any, clock: Any) -> None:
            before, head.applied = head.applied, head.n
            session.commit()
            head.applied = before
            plain(session, register, head, clock)

        return apply_batch

    _folded_apart(patch)
    _around(patch, application, "_apply_batch", make)


def answered_before_kept(patch: Patch) -> None:
    """Every second batch with lines is answered as received and never committed."""
    count = [0]

    def make(plain: Any) -> Any:
        def receive(session: Any, township: Any, wire: bytes, **more: Any) -> Any:
            found = plain(session, township, wire, **more)
            count[0] += found.header.line_count > 0
            if found.header.line_count > 0 and count[0] % 2 == 0:
                session.rollback()
            return found

        return receive

    _around(patch, exchange, "receive", make)


def any_answer_is_believed(patch: Patch) -> None:
    """A 200 is an acknowledgement, whoever signed it: a captive portal's too."""

    def make(plain: Any) -> Any:
        def opened(register: Any, state: Any, wire: bytes, reply: Any) -> Any:
            found = plain(register, state, wire, reply)
            sent = read_header(wire)
            if found is not None or reply.status != 200 or sent.kind is not Kind.PUSH:
                return found
            said = Answer(
                answers=tag_of(wire),
                received=sent.to_seq,
                applied=sent.to_seq,
                head=sent.head_hash.hex(),
                epoch=state.epoch,
                feed_n=state.feed_n,
            )
            n = state.feed_n
            head = replace(sent, from_seq=n + 1, to_seq=n, head_hash=state.feed_hash)
            return OpenedAnswer(head, said, (), b"")

        return opened

    plain = batches.opened_answer
    for module in [one for name, one in sys.modules.items() if name.startswith("sync.client.")]:
        if getattr(module, "opened_answer", None) is plain:  # wherever it was imported by name
            _around(patch, module, "opened_answer", make)


def chains_not_compared(patch: Patch) -> None:
    """Numbers alone decide: what the township has by its number is taken for the same line, at both ends.

    One end alone is not enough: whatever one does not compare, the other does, and the room becomes another.
    """

    def place(_session: Any, replica: Any, header: Any, _lines: Any) -> str:
        return "gap" if header.from_seq > replica.last_seq + 1 else "ok"

    class Careless:
        """The outbox as the room sees it: every point is the right one."""

        def __getattr__(self, name: str) -> Any:
            return (lambda *_asked: ANYTHING) if name in ("chain_at", "feed_head") else getattr(outbox, name)

    patch.setattr(receipt, "_place", place)
    patch.setattr(kept_answers, "outbox", Careless())
    patch.setattr(passes, "acknowledges_ours", lambda *_arguments: True)
    patch.setattr(passes, "move_anchor", lambda *_arguments: None)


class Anything(bytes):
    """Equal to everything."""

    def __ne__(self, _other: object) -> bool:
        return False

    __eq__ = object.__eq__
    __hash__ = bytes.__hash__

    def hex(self, *_how: Any) -> Any:
        return self


ANYTHING = Anything()


def late_value_dropped(patch: Patch) -> None:
    """What was not simply taken in is answered by nothing."""
    patch.setattr(application, "_answer", lambda *_arguments: None)


def last_write_wins(patch: Patch) -> None:
    patch.setattr(fold, "_is_late", lambda *_arguments: False)


def anybody_writes_anything(patch: Patch) -> None:
    patch.setattr(fold, "_owns", lambda *_arguments: True)
    fold._fields.cache_clear()
    fold._event_fields.cache_clear()
    patch.setattr(fold, "_fields", fold._fields.__wrapped__)
    patch.setattr(fold, "_event_fields", fold._event_fields.__wrapped__)


def values_unchecked(patch: Patch) -> None:
    patch.setattr(fold, "_wrong_value", lambda *_arguments, **_more: "")


def stale_steps_count(patch: Patch) -> None:
    """A step is taken from wherever the case stands now."""

    def make(plain: Any) -> Any:
        def state_after(folded: Any, recorded: Any) -> Any:
            return plain(folded, recorded._replace(from_state=folded.state))

        return state_after

    _around(patch, case_states, "_state_after", make)


def applied_twice(patch: Patch) -> None:
    """A township goes back some lines before it applies: they are folded and answered again."""

    def make(plain: Any) -> Any:
        def apply_received(register: Any, site_code: str, clock: Any) -> Any:
            with register.writing() as session:
                head = session.get(JournalHead, site_code)
                if head is not None and head.applied < head.n:
                    head.applied = max(head.applied - 12, 0)
                    session.commit()
            return plain(register, site_code, clock)

        return apply_received

    _folded_apart(patch)
    _around(patch, exchange, "apply_received", make)


def nothing_offered_back(patch: Patch) -> None:
    """A room whose township was put back goes back itself and keeps what it had to itself."""
    patch.setattr(realigning, "must_offer", lambda *_arguments: False)


def nothing_said_again(patch: Patch) -> None:
    """A register that takes a new identity does not say again what the township lacks."""
    patch.setattr(repairing, "reissue_missing", lambda *_arguments: 0)


def numbers_go_on(patch: Patch) -> None:
    """A register that was put back, or restored from a backup, goes on numbering as the one it was."""
    patch.setattr(rooms, "_number_anew", lambda *_arguments: None)
    patch.setattr(backup_folders, "other_pc_code", lambda code: code)


def written_is_received(patch: Patch) -> None:
    """A stick's batch is taken for received as soon as it is written."""

    def make(plain: Any) -> Any:
        def write_out(register: Any, folder: Any) -> Any:
            written = plain(register, folder)
            with register.writing() as session:
                state = outbox.township_of(session)
                if state is not None:
                    state.acked_seq += written.lines
                    session.commit()
            return written

        return write_out

    _around(patch, sticks, "write_out", make)


def parts_stay_below(patch: Patch) -> None:
    """Of a case that goes on to the district only the case itself goes up."""
    patch.setattr(choosing, "PARTS", ())


def neighbours_go_up(patch: Patch) -> None:
    """The district is told of every villager."""
    patch.setattr(choosing, "PUBLIC", choosing.PUBLIC | {"villager"})


def numbered_twice(patch: Patch) -> None:
    """A township that was put back numbers the district's lines again though its rooms brought them back."""

    class Forgetful:
        def __getattr__(self, name: str) -> Any:
            if name != "append":
                return getattr(journal, name)
            return lambda session, head, lines: journal.append(session, head, [*lines, *_again(lines)])

    def _again(lines: Any) -> Any:
        return [replace(one, seq=one.seq + 7_000) for one in lines[:1]]

    patch.setattr(coming_down, "journal", Forgetful())


OF_ONE_VILLAGER: History = [("act", 0, "villager", 0), ("act", 1, "villager", 0), ("sync", 0), ("sync", 1)]
NEW = ("act", 0, "newcomer", 0)
RESTORED = ("office_restore", 0)

PLANTED: dict[str, Planted] = {
    "cursor-before-data": Planted(cursor_before_data, [NEW, ("sync", 0), ("sync", 1, (), 2)]),
    "applied-before-tables": Planted(applied_before_tables, [NEW, ("sync", 0, ("office-cut 3",))]),
    "answered-before-kept": Planted(answered_before_kept, [NEW, ("sync", 0), NEW, ("sync", 0)]),
    "any-answer-is-believed": Planted(any_answer_is_believed, [NEW, ("sync", 0, ("portal",))]),
    "chains-not-compared": Planted(
        chains_not_compared,
        [("twin", 0), NEW, ("sync", 0), ("act", 3, "newcomer", 0), ("act", 3, "newcomer", 0), ("sync", 3)],
    ),
    "late-value-dropped": Planted(late_value_dropped, OF_ONE_VILLAGER),
    "last-write-wins": Planted(last_write_wins, OF_ONE_VILLAGER),
    "anybody-writes-anything": Planted(anybody_writes_anything, [("strange", 0, "not-ours")]),
    "values-unchecked": Planted(values_unchecked, [("strange", 0, "bad-value")]),
    "stale-steps-count": Planted(
        stale_steps_count, [("act", 0, "step", 29), ("act", 1, "step", 57), ("sync", 0), ("sync", 1)]
    ),
    "applied-twice": Planted(applied_twice, [*OF_ONE_VILLAGER, NEW, ("sync", 0)]),
    "nothing-offered-back": Planted(
        nothing_offered_back,
        [("office_back_up",), ("act", 1, *NEW[2:]), ("sync", 1), ("sync", 0), ("replace", 1), RESTORED],
    ),
    "nothing-said-again": Planted(
        nothing_said_again, [("copy", 0), NEW, ("sync", 0), ("put_back", 0, 0), NEW, ("sync", 0)]
    ),
    "numbers-go-on": Planted(
        numbers_go_on,
        [("copy", 0), ("act", 0, "accept", 1), ("sync", 0), ("put_back", 0, 0), ("act", 0, "accept", 1)],
    ),
    "parts-stay-below": Planted(parts_stay_below, [("office", "send_up", 1), ("upward",)]),
    "neighbours-go-up": Planted(neighbours_go_up, [NEW, ("sync", 0), ("upward",)]),
    "numbered-twice": Planted(numbered_twice, [("above", "receive", 0), ("upward",)]),
    "written-is-received": Planted(written_is_received, [NEW, ("stick_out", 0, 0)]),
}
