"""Scans of escalated cases on the stick to the district, and its word of which it holds (design: sync 12, 13)."""

from __future__ import annotations

from pathlib import Path

from app.errors import Refusal
from app.models.blobs import store_of
from app.models.tables import Superior, UpwardSite
from sync.client.blobs import keep_confirmed
from sync.client.stick_files import opened, put_contents
from sync.client.sticks import LeftAlone
from sync.protocol import stick_words, sticks
from sync.protocol.blobs import (
    MAX_LISTED,
    Lists,
    Route,
    unseal_message,
)
from sync.protocol.envelope import NOBODY, Kind
from sync.protocol.sticks import Lying
from sync.server.township import Township
from sync.server.upward import scans
from sync.server.upward.enrolling import known_as
from sync.server.upward.wording import sentence_of


def write_out(
    township: Township, superior: Superior, site: UpwardSite, folder: Path
) -> tuple[list[Path], int]:
    """The contents of a site's escalated cases that the district did not say to hold; how many contents."""
    store, site_code = store_of(township.register), site.site_code
    with township.register.reading() as session:
        wanted = scans.waiting(session, site_code, site.epoch or NOBODY)
    here = {sha256: size for sha256, size in wanted.items() if store.has(site_code, sha256)}
    if not here:
        return [], 0
    lists = Lists(ask=list(here)[:MAX_LISTED])
    state = known_as(superior)
    route = Route(site.replica_id, state.server_replica_id, site_code, site.epoch or NOBODY)
    files = put_contents(township.register, state, route, folder, lists, here)
    return files, len(here)


def take_in(township: Township, superior: Superior, lying: Lying) -> tuple[list[str], list[LeftAlone]]:
    """Remember which contents the district says to hold; the files read, and those left alone with the reason."""
    read: list[str] = []
    left: list[LeftAlone] = []
    for place, header in lying.of(Kind.BLOBS):
        with township.register.reading() as session:
            site = session.get(UpwardSite, header.site_code)
        if site is None or (header.sender, header.receiver) != (superior.server_replica_id, site.replica_id):
            continue
        try:
            said = opened(
                unseal_message,
                sticks.read(place),
                township.register,
                superior.server_public_key,
                stick_words.in_township,
            ).message
        except Refusal as refusal:
            left.append(LeftAlone(place.name, sentence_of(refusal)))
            continue
        read.append(place.name)
        if isinstance(said, Lists):
            with township.register.reading() as session:
                held = set(said.have) & scans.of_followed(session, header.site_code)
            keep_confirmed(township.register, township.clock, held, header.epoch, header.site_code)
    return read, left
