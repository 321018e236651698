"""A township enrols at its district with the code from the paper, and says for which sites it speaks (design: sync 1, 9)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.domain.cases import Tier
from app.domain.divisions import is_above_township
from app.errors import Refusal
from app.ids import site_record_id
from app.models import rejudging, writers
from app.models.tables import Site, Superior, SyncState, UpwardSite
from sync.client.enrolling import prove
from sync.client.transport import Carrier, HttpCarrier, checked_url
from sync.protocol import enrolment
from sync.protocol.enrolment import FinishAnswer, PaperCode, StartAnswer
from sync.protocol.envelope import Crypt
from sync.protocol.single_words import word_header
from sync.protocol.speaking import Speaks, seal_speaks
from sync.server.tables import KnownReplica
from sync.server.township import Township


def enrol_upward(township: Township, url: str, typed_code: str, carrier: Carrier | None = None) -> str:
    """Prove the code to the district and remember it; returns its name. Safe to repeat with the same code.

    Refusals: those of ``enrolling.enrol``; ``no-tier-above`` at a district; ``enrolled-elsewhere``.
    """
    if is_above_township(township.register.site_code):
        raise Refusal("区县服务器上面没有再上一级的服务器，没有登记。", code="no-tier-above")
    code = enrolment.read_code(typed_code)
    if carrier is not None:
        return _enrol_over(township, url, code, carrier)
    with HttpCarrier(url, None) as opened:
        return _enrol_over(township, url, code, opened)


def _enrol_over(township: Township, url: str, code: PaperCode, carrier: Carrier) -> str:
    server, granted = prove(township.register, code, carrier)
    _remember(township, url, carrier, server, granted)
    return granted.township_name


def superior_of(session: Session) -> Superior | None:
    """The district this township is enrolled with, or None."""
    return session.get(Superior, 1)


def enrolled(session: Session) -> Superior:
    """The same; Refusal ``not-enrolled`` where there is none."""
    found = superior_of(session)
    if found is None:
        raise Refusal(
            "本服务器还没有在区县登记。请先用 enrol-upward 输入区县给的登记码。", code="not-enrolled"
        )
    return found


def known_as(superior: Superior) -> SyncState:
    """The district as whoever talks to it knows it."""
    return SyncState(
        server_replica_id=superior.server_replica_id,
        server_public_key=superior.server_public_key,
        server_receiving_key=superior.server_receiving_key,
    )


def introduction(
    township: Township, superior: Superior, site: UpwardSite, crypt: Crypt = Crypt.NONE
) -> bytes:
    """The signed word under which identity this township speaks for a site, and what the site is called."""
    with township.register.reading() as session:
        row = session.get(Site, (site.site_code, site_record_id(site.site_code)))
        name = (row.shown_name or row.name) if row else site.site_code
    header = word_header(
        township.server_id,
        superior.server_replica_id,
        township.register.site_code,
        head_hash=bytes.fromhex(site.replica_id) * 2,
        crypt=crypt,
    )
    to = bytes.fromhex(superior.server_receiving_key) if crypt is Crypt.AGE else b""
    said = Speaks(site.site_code, site.replica_id, name[:60])
    return seal_speaks(header, said, township.signing_key, receiving_public=to)


def _remember(
    township: Township, url: str, carrier: Carrier, server: StartAnswer, granted: FinishAnswer
) -> None:
    with township.register.writing() as session:
        known = superior_of(session)
        if known is not None and known.server_replica_id != server.server_id:
            raise Refusal(
                "本服务器已在另一个区县登记过，没有改动。要换区县，请联系管理员。", code="enrolled-elsewhere"
            )
        session.merge(
            Superior(
                only=1,
                url=checked_url(url),
                site_code=granted.township_code,
                name=granted.township_name,
                certificate_pin=carrier.certificate_pin.hex(),
                server_replica_id=server.server_id,
                server_public_key=server.signing_public,
                server_receiving_key=server.receiving_public,
                enrolled_at=township.clock.now(),
                last_trouble="",
            )
        )
        is_new = server.server_id not in {one[0] for one in writers.upper_servers(session)}
        writers.keep_upper_servers(session, [(server.server_id, Tier.DISTRICT.value, granted.township_code)])
        if is_new:
            _take_for_a_server(session, township, server.server_id)
        session.commit()


def _take_for_a_server(session: Session, township: Township, server_id: str) -> None:
    """A township put back to before it first enrolled here got this district's lines back from its rooms as a PC's."""
    taken_for_a_pc = session.get(KnownReplica, server_id)
    if taken_for_a_pc is not None and not taken_for_a_pc.signing_public:
        session.delete(taken_for_a_pc)
    rejudging.judge_writer(session, township.register, server_id, township.clock)
