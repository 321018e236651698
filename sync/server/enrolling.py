"""Giving out enrolment codes and letting a PC in that proves it holds one (design: sync 9)."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from string import ascii_uppercase, digits

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases import Tier
from app.domain.divisions import full_code, is_above_township, is_above_village
from app.errors import Refusal
from app.ids import new_secret, site_record_id
from app.models import journal, writers
from app.models.queries import number_traces
from app.models.tables import Placement, Site, UpperServer
from sync.protocol import enrolment
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.enrolment import (
    FinishAnswer,
    FinishRequest,
    RefusedAnswer,
    StartAnswer,
    StartRequest,
)
from sync.server import incidents, lower_keys, pc_locks, revoking
from sync.server.known_replicas import newcomer
from sync.server.tables import EnrolmentCode, KnownReplica
from sync.server.township import Township, epoch_of, name_of

SALT_BYTES = 16
NONCE_BYTES = 12
ID_LENGTH = 32
KEY_HEX_LENGTH = 64


def new_code(township: Township, site: str, replaces: str = "") -> str:
    """A one-time code for a PC of ``site``, as written on paper.

    ``replaces`` names the PC (``<site>-<PC code>`` or its id) that a new one takes the place of: it is revoked
    when the new one enrols. Raises Refusal ``no-site``, ``no-such-pc``, ``wrong-site``.
    """
    site_code = full_code(site)
    with township.register.writing() as session:
        is_listed = session.get(Site, (site_code, site_record_id(site_code))) is not None
        if not is_listed and session.get(Placement, site_code) is None:
            raise Refusal("还没有这个服务点。请先用 add-site 添加。", field="site", code="no-site")
        former = revoking.named(session, replaces) if replaces else None
        if former is not None and former.site_code != site_code:
            raise Refusal("要替换的电脑不是这个服务点的，没有开登记码。", field="replaces", code="wrong-site")
        code = enrolment.new_code()
        while session.get(EnrolmentCode, code.find) is not None:
            code = enrolment.new_code()
        salt = new_secret(SALT_BYTES)
        session.add(
            EnrolmentCode(
                find=code.find,
                site_code=site_code,
                salt=salt,
                sealed_key=_sealed(township, code.find, enrolment.stretch(code.secret, salt)),
                expires_at=township.clock.now() + timedelta(hours=enrolment.VALID_HOURS),
                tries=0,
                used_by="",
                replaces=former.replica_id if former else "",
            )
        )
        session.commit()
    return code.written()


def start(township: Township, request: StartRequest) -> StartAnswer:
    """The first call; raises EnvelopeRefused by the words of enrolment."""
    with township.register.reading() as session:
        code = _usable_code(session, township.clock.now(), request)
        return _server_side(township, code)


def finish(township: Township, request: FinishRequest) -> FinishAnswer | RefusedAnswer:
    """The second call: a wrong proof is counted for good, a right one lets the PC in, again and again the same.

    A PC known here by another key is refused with our proof: it comes again as another one, with the same code.
    """
    asked = request.start
    with township.register.writing() as session:
        code = _usable_code(session, township.clock.now(), asked, locked=True)
        key = _opened(township, code)
        said = enrolment.transcript(asked, _server_side(township, code), township.pin)
        if not enrolment.proof_holds(enrolment.room_proof(key, said), request.proof):
            code.tries += 1
            session.commit()
            raise EnvelopeRefused("wrong-code" if code.tries < enrolment.TRIES else "too-many-tries")
        former = pc_locks.locked(session, (code.replaces, asked.replica_id)).get(code.replaces)
        if _is_known_by_another_key(session, asked):
            refusal = enrolment.refusal_proof(key, said, "another-key")
            return RefusedAnswer(code="another-key", sentence=CODES["another-key"].sentence, proof=refusal)
        replica = _let_in(session, township, asked)
        _know_server(session, township, replica)
        code.used_by = replica.replica_id
        _retire(session, township, former, replica)
        granted = FinishAnswer(
            proof="",
            pc_code=replica.pc_code,
            township_code=township.register.site_code,
            township_name=name_of(session, township.register),
            epoch=epoch_of(session),
        )
        session.commit()
    proof = enrolment.server_proof(key, said, enrolment.granted_part(granted))
    return msgspec.structs.replace(granted, proof=proof)


def _know_server(session: Session, township: Township, replica: KnownReplica) -> None:
    """A township that enrols at its district: its own lines are a township's, wherever they are carried."""
    is_district = is_above_township(township.register.site_code)
    if is_district and is_above_village(replica.site_code):
        writers.keep_upper_servers(session, [(replica.replica_id, Tier.TOWNSHIP.value, replica.site_code)])


def _usable_code(
    session: Session, now: datetime, asked: StartRequest, *, locked: bool = False
) -> EnrolmentCode:
    _check_form(asked)
    query = select(EnrolmentCode).where(EnrolmentCode.find == asked.find)
    code = session.scalars(query.with_for_update() if locked else query).one_or_none()
    if code is None:
        raise EnvelopeRefused("unknown-code")
    if code.used_by and code.used_by != asked.replica_id:
        raise EnvelopeRefused("code-used")
    if code.tries >= enrolment.TRIES:
        raise EnvelopeRefused("too-many-tries")
    if code.expires_at <= now:
        raise EnvelopeRefused("code-expired")
    if code.site_code != asked.site_code:
        raise EnvelopeRefused("wrong-site")
    return code


def _check_form(asked: StartRequest) -> None:
    lengths = (
        (asked.replica_id, ID_LENGTH),
        (asked.signing_public, KEY_HEX_LENGTH),
        (asked.receiving_public, KEY_HEX_LENGTH),
    )
    is_hex = all(len(word) == length and set(word) <= set("0123456789abcdef") for word, length in lengths)
    is_pc_code = len(asked.pc_code) == 2 and asked.pc_code.isascii() and asked.pc_code.isalnum()
    is_findable = len(asked.find) == enrolment.FIND_CHARACTERS and set(asked.find) <= set(enrolment.ALPHABET)
    if not (is_hex and is_pc_code and is_findable):
        raise EnvelopeRefused("bad-request")


def _let_in(session: Session, township: Township, asked: StartRequest) -> KnownReplica:
    """The PC's row: its own when it comes again with the same keys, else a new one."""
    replica = session.get(KnownReplica, asked.replica_id)
    if replica is not None and replica.signing_public:
        if replica.revoked:
            raise EnvelopeRefused("revoked")
        if replica.site_code != asked.site_code:
            raise EnvelopeRefused("wrong-site")
        if replica.signing_public != asked.signing_public:
            # A server put back to before its change of keys keeps its name: the new code vouches for it.
            lower_keys.go_on(session, township, replica, asked.signing_public, asked.receiving_public)
        return replica
    if replica is not None:  # known from lines that another PC offered back: now it says who it is
        if replica.site_code != asked.site_code:
            raise EnvelopeRefused("wrong-site")
        replica.pc_code = free_pc_code(session, township, asked.site_code, asked.pc_code)
        replica.signing_public, replica.receiving_public = asked.signing_public, asked.receiving_public
        return replica
    replica = newcomer(
        session,
        township,
        replica_id=asked.replica_id,
        site_code=asked.site_code,
        pc_code=free_pc_code(session, township, asked.site_code, asked.pc_code),
        signing_public=asked.signing_public,
        receiving_public=asked.receiving_public,
    )
    session.flush()
    return replica


def _is_known_by_another_key(session: Session, asked: StartRequest) -> bool:
    """Whether a PC that may come names itself as one whose key is another; a server keeps its name."""
    known = session.get(KnownReplica, asked.replica_id)
    if known is None or not known.signing_public or known.signing_public == asked.signing_public:
        return False
    may_come = not known.revoked and known.site_code == asked.site_code
    return may_come and session.get(UpperServer, known.replica_id) is None


def _retire(session: Session, township: Township, former: KnownReplica | None, new: KnownReplica) -> None:
    """The PC whose place was taken may not send any more; what it still brings waits for a decision."""
    if former is None or former.revoked or former.replica_id == new.replica_id:
        return
    former.revoked, former.revoked_at = True, township.clock.now()
    former.revoked_reason = f"已由新电脑 {new.pc_code} 替换"
    incidents.note(
        session,
        township.clock,
        "replaced",
        site_code=former.site_code,
        replica_id=former.replica_id,
        became=new.replica_id,
    )


def free_pc_code(session: Session, township: Township, site_code: str, asked: str) -> str:
    """The code asked for, or the next that no PC of the site has or ever numbered with.

    The numbers themselves are asked, too: a server put back to an older copy has forgotten whose they are. The site's feed
    row is locked from here on, so that two that come at once get two codes.
    """
    journal.locked_head(session, site_code, township.server_id)
    query = select(KnownReplica.pc_code).where(KnownReplica.site_code == site_code)
    taken = set(session.scalars(query)) | number_traces.pc_codes(session, site_code)
    if asked not in taken:
        return asked
    letters = [letter for letter in ascii_uppercase if letter not in "IO"]
    wanted = (letter + digit for letter, digit in itertools.product(letters, digits[1:]))
    return next(code for code in wanted if code not in taken)


def _server_side(township: Township, code: EnrolmentCode) -> StartAnswer:
    identity = township.register.identity
    return StartAnswer(
        salt=code.salt.hex(),
        server_id=identity.replica_id,
        signing_public=identity.signing_public.hex(),
        receiving_public=identity.receiving_public.hex(),
    )


def _sealed(township: Township, find: str, key: bytes) -> bytes:
    nonce = new_secret(NONCE_BYTES)
    return nonce + AESGCM(township.secret(b"enrolment")).encrypt(nonce, key, find.encode())


def _opened(township: Township, code: EnrolmentCode) -> bytes:
    sealed = AESGCM(township.secret(b"enrolment"))
    return sealed.decrypt(code.sealed_key[:NONCE_BYTES], code.sealed_key[NONCE_BYTES:], code.find.encode())
