"""Scans of escalated cases on their way to the district: the same chunks as from a room, for the cases that went up."""

from __future__ import annotations

import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models.blobs import store_of
from app.models.queries import attachments as queries
from app.models.tables import Attachment, FollowedRecord, Superior, UpwardSite
from sync.client.blobs import A_PASS_S, BlobCarrier, BlobLine, WentUp, held_above, keep_confirmed, send_each
from sync.protocol.envelope import NOBODY
from sync.server.township import Township
from sync.server.upward.enrolling import known_as

_IS_FOLLOWED = (FollowedRecord.site_code == Attachment.site_code) & (
    FollowedRecord.record_id == Attachment.id
)


def waiting(session: Session, site_code: str, epoch: str) -> dict[str, int]:
    """Contents of a site's escalated cases that the district, in this life, did not say to hold; with their sizes."""
    query = queries.unconfirmed_query(site_code, epoch).join(FollowedRecord, _IS_FOLLOWED)
    return {name: size for name, size in session.execute(query)}  # noqa: C416


def of_followed(session: Session, site_code: str) -> set[str]:
    """Contents that a site's escalated cases speak of."""
    query = select(Attachment.sha256).join(FollowedRecord, _IS_FOLLOWED)
    return set(session.scalars(query.where(Attachment.site_code == site_code)))


def send_scans(
    township: Township,
    superior: Superior,
    site_code: str,
    carrier: BlobCarrier,
    *,
    at_most_s: float = A_PASS_S,
) -> WentUp:
    """Send what the district lacks of a site's escalated cases, as far as it has come from the village."""
    with township.register.reading() as session:
        site = session.get(UpwardSite, site_code)
        if site is None or not site.introduced:
            return WentUp(0, 0)
        wanted = waiting(session, site_code, site.epoch or NOBODY)
    store = store_of(township.register)
    here = {sha256: size for sha256, size in wanted.items() if store.has(site_code, sha256)}
    if not here:
        return WentUp(0, 0)
    state = known_as(superior)
    state.epoch = site.epoch
    line = BlobLine(township.register, state, carrier, speaker=(site.replica_id, site_code))
    until_s = time.monotonic() + at_most_s
    try:
        there, epoch = held_above(line, list(here))
    except Refusal as refusal:
        return WentUp(0, len(here), refusal.code)
    keep_confirmed(township.register, township.clock, there, epoch, site_code)
    lacking = {sha256: size for sha256, size in here.items() if sha256 not in there}
    return send_each(line, township.clock, lacking, until_s)
