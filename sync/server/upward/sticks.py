"""The way to the district on a USB stick: the same envelopes, encrypted to it, and its answers home (sync 13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.errors import Refusal
from app.models.feed import FeedLine
from app.models.outbox import Outgoing
from app.models.tables import JournalHead, Superior, SyncState, UpwardSite
from sync.client import kept_offers, realigning, stick_files
from sync.client.batches import sealed_batch
from sync.client.kept_answers import outdated
from sync.client.passes import REPAIRED_BY_A_NEW_IDENTITY
from sync.client.sticks import MAX_FILE_BYTES, LeftAlone
from sync.protocol import key_changes, stick_words, sticks
from sync.protocol.answers import OpenedAnswer, unseal_answer
from sync.protocol.codes import refusal_for
from sync.protocol.envelope import MAX_LINES, Crypt, Kind
from sync.server import own_keys
from sync.server.township import Township
from sync.server.upward import choosing, keeping, log, stick_scans, upper_keys
from sync.server.upward.enrolling import enrolled, introduction, known_as
from sync.server.upward.wording import sentence_of

_OFFER_AFTER = "upward.offer."


@dataclass(frozen=True, slots=True)
class WrittenUp:
    """The files on the stick; how many lines and scans in them the district is not known to have."""

    files: tuple[Path, ...]
    lines: int
    scans: int


@dataclass(frozen=True, slots=True)
class AnswerKept:
    """One answer of the district that was kept: the lines of its own that were new in it.

    ``once_more``: it says that one of the two was put back; both agree only when the stick has been there again.
    """

    name: str
    site_code: str
    fed: int = 0
    once_more: bool = False


@dataclass(frozen=True, slots=True)
class BroughtHome:
    """What became of the district's files: ``kept`` answers, what it holds of ``scans``, files left alone and why."""

    kept: tuple[AnswerKept, ...]
    scans: tuple[str, ...]
    left_alone: tuple[LeftAlone, ...]

    @property
    def answers(self) -> int:
        return sum(not one.once_more for one in self.kept)

    @property
    def fed(self) -> int:
        return sum(one.fed for one in self.kept)

    @property
    def once_more(self) -> bool:
        return any(one.once_more for one in self.kept)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of a stick."""

    township: Township
    superior: Superior

    def take(self, place: Path, site: UpwardSite) -> AnswerKept:
        """Keep one answer; raises Refusal where it is left alone."""
        opened = stick_files.opened(
            unseal_answer,
            sticks.read(place),
            self.township.register,
            self.superior.server_public_key,
            stick_words.in_township,
        )
        answer, site_code = opened.answer, site.site_code
        is_ours = keeping.is_ours(self.township, site_code, answer)
        with self.township.register.reading() as session:
            is_outdated = bool(answer.epoch) and answer.epoch in keeping.former_lives(session, site_code)
        if is_outdated:
            raise outdated()
        if answer.code in REPAIRED_BY_A_NEW_IDENTITY or (answer.code in ("ok", "gap") and not is_ours):
            self._begin_anew(site)
            return AnswerKept(place.name, site_code, once_more=True)
        if answer.code == "restored":
            self._agree_again(site, opened)
            return AnswerKept(place.name, site_code, once_more=True)
        if answer.code not in ("ok", "gap"):
            raise refusal_for(answer.code)
        district_id = self.superior.server_replica_id
        keeping.keep(self.township, district_id, site_code, opened, carried=True)
        kept_offers.forget(self.township.register, _OFFER_AFTER + site_code, answer.epoch)
        its = (part for part in opened.parts if isinstance(part, FeedLine) and part.replica_id == district_id)
        return AnswerKept(place.name, site_code, sum(part.n > site.feed_n for part in its))

    def _begin_anew(self, site: UpwardSite) -> None:
        """This township was put back: another identity for the site, which says everything again."""
        with self.township.register.writing() as session:
            log.begin_anew(session, log.site_log(session, site.site_code))
            session.commit()

    def _agree_again(self, site: UpwardSite, opened: OpenedAnswer) -> None:
        """The district was put back: what it lost goes out with the next stick; when it has that, we go back to it."""
        answer, register = opened.answer, self.township.register
        if answer.epoch == site.epoch:  # we have begun again from there already
            raise outdated()
        if realigning.must_offer(register, _state(self.superior, site), answer, site.site_code):
            common = realigning.common_point(register, answer, site.site_code)
            kept_offers.keep(register, _OFFER_AFTER + site.site_code, (common, site.epoch))
        else:
            keeping.begin_again_from(self.township, site.site_code, answer)
            kept_offers.keep(register, _OFFER_AFTER + site.site_code, None)


def write_out(township: Township, folder: Path) -> WrittenUp:
    """Everything of every site that the district has not acknowledged, encrypted to it; always a file for each
    site, to ask with. Refusals: ``not-enrolled``, ``stick``."""
    with township.register.reading() as session:
        superior = enrolled(session)
        sites = session.scalars(select(JournalHead.site_code).order_by(JournalHead.site_code)).all()
    files: list[Path] = []
    lines = scans = 0
    for site_code in sites:
        with township.register.writing() as session:
            ids = (township.server_id, superior.server_replica_id)
            site = choosing.bring_up_to_date(session, *ids, site_code)
            session.commit()
        files.append(sticks.put(folder, introduction(township, superior, site, Crypt.AGE)))
        files += _offers(township, superior, site, folder)
        new, count = _batches(township, superior, site, folder)
        scan_files, of_site = stick_scans.write_out(township, superior, site, folder)
        files += [*new, *scan_files]
        lines, scans = lines + count, scans + of_site
    told = own_keys.told(township)
    if key_changes.read(told):
        files.append(sticks.put_keys(folder, told))
    return WrittenUp(tuple(files), lines, scans)


def take_in(township: Township, folder: Path) -> BroughtHome:
    """Keep every answer on the stick that the district wrote to this township, in order. Refusals: ``not-enrolled``,
    ``stick``."""
    with township.register.reading() as session:
        superior = enrolled(session)
    lying = sticks.lying(folder)
    upper_keys.follow(township, sticks.told_keys(folder), superior)
    reading = _Reading(township, superior)
    kept: list[AnswerKept] = []
    left: list[LeftAlone] = []
    for place, header in lying.of(Kind.ACK):
        with township.register.reading() as session:
            site = session.get(UpwardSite, header.site_code)
        pair = (header.sender, header.receiver)
        if site is None or pair != (superior.server_replica_id, site.replica_id):
            continue  # a village's, or for whom we were
        try:
            kept.append(reading.take(place, site))
        except Refusal as refusal:
            left.append(LeftAlone(place.name, sentence_of(refusal)))
    scans, of_scans = stick_scans.take_in(township, superior, lying)
    return BroughtHome(tuple(kept), tuple(scans), (*left, *of_scans))


def _batches(
    township: Township, superior: Superior, site: UpwardSite, folder: Path
) -> tuple[list[Path], int]:
    """The lines behind what was acknowledged, in as many files as it takes; the last may be empty."""
    files: list[Path] = []
    known, speaker = _state(superior, site), (site.replica_id, site.site_code)
    after, limits = site.acked_seq, {"max_lines": MAX_LINES, "max_bytes": MAX_FILE_BYTES}
    while True:
        with township.register.reading() as session:
            outgoing = log.next_lines(session, site, after=after, **limits)
        outgoing = outgoing or Outgoing(1, 0, bytes(32), bytes(32), ())
        wire = sealed_batch(township.register, known, outgoing, speaker, crypt=Crypt.AGE)
        files.append(sticks.put(folder, wire))
        after = outgoing.to_seq
        if after >= site.seq or not outgoing.lines:
            return files, max(after - site.acked_seq, 0)


def _state(superior: Superior, site: UpwardSite) -> SyncState:
    known = known_as(superior)
    known.epoch, known.feed_n, known.feed_hash = site.epoch, site.feed_n, site.feed_hash
    return known


def _offers(township: Township, superior: Superior, site: UpwardSite, folder: Path) -> Sequence[Path]:
    """What a district that was put back asked to be offered."""
    offer = kept_offers.kept(township.register, _OFFER_AFTER + site.site_code)
    if offer is None:
        return ()
    made = realigning.offers(
        township.register,
        _state(superior, site),
        int(offer[0]),
        Crypt.AGE,
        speaker=(site.replica_id, site.site_code),
    )
    return [sticks.put(folder, wire) for wire, _header in made]
