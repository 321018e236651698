"""An opened server register: whose it is, its keys, its certificate and which life of it this is."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import keystore
from app.clock import Clock
from app.domain.cases import Tier
from app.domain.divisions import district_code, full_code, is_above_township, is_above_village
from app.errors import Refusal
from app.ids import new_replica_id, site_record_id
from app.models import next_keys, rejudging, shape
from app.models.register import Register
from app.models.tables import Agent, Site
from app.services import rooms
from app.services.rooms import RoomPlan
from sync.server.certificate import ServerCertificate, own_certificate
from sync.server.tables import ServerEpoch

OFFICE = "township"
"""Who acts in lines that the server writes by itself."""
FIRST_AGENTS = {Tier.TOWNSHIP: "镇代办员", Tier.DISTRICT: "区县代办员"}

_EPOCH = select(ServerEpoch.epoch)
"""Asked in every exchange: put together once."""


@dataclass(frozen=True, slots=True)
class Township:
    """What every request and command needs; ``pin`` is 32 zero bytes behind plain HTTP."""

    register: Register
    clock: Clock
    certificate: ServerCertificate
    pin: bytes

    @property
    def server_id(self) -> str:
        return self.register.identity.replica_id

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """The key of today: another process may have changed it while this one serves."""
        self.register.keys = keystore.reread(self.register.home, self.register.keys)
        return Ed25519PrivateKey.from_private_bytes(self.register.keys.signing)

    def secret(self, purpose: bytes) -> bytes:
        """32 bytes for one purpose, made from the register's key."""
        return hmac.digest(self.register.keys.register_key, b"daiban-server|" + purpose, "sha256")


def found(
    home: Path, code: str, name: str, clock: Clock, *, passphrase: str | None, tier: Tier = Tier.TOWNSHIP
) -> Register:
    """A new server register in ``home``, with a first agent for what its office does.

    Raises Refusal: ``site-code`` (also for a code of the other tier), and what ``rooms.set_up`` raises.
    """
    site_code = district_code(code) if tier is Tier.DISTRICT else full_code(code)
    if tier is not tier_of(site_code):
        raise Refusal(
            "这个代码只有前 6 位，是区县的。建区县服务器请加 --tier district。",
            field="code",
            code="site-code",
        )
    plan = RoomPlan(room_code=site_code, room_name=name, agent=FIRST_AGENTS[tier], tier=tier)
    register = rooms.set_up(home, plan, clock, passphrase=passphrase)
    _begin(register)
    return register


def open_township(
    home: Path, clock: Clock, *, passphrase: str | None, url: str = "", pin: bytes | None = None
) -> Township:
    """The server register in ``home``; raises what ``keystore.open`` and ``Register.open`` raise."""
    keys = keystore.open(home, passphrase=passphrase)
    if not is_above_village(keys.identity.site_code):
        raise Refusal("这是服务室的登记簿，不是乡镇服务器的。请换一个文件夹。", code="not-a-township")
    register = Register.open(home, keys, url=url)
    if url:
        _begin_elsewhere(register, home, clock)
    _begin(register)
    next_keys.finish(register)
    rejudging.rejudge(register, clock)
    certificate = own_certificate(home, keys.register_key, clock)
    return Township(register, clock, certificate, certificate.pin if pin is None else pin)


def epoch_of(session: Session) -> str:
    """Which life of this server's register it is."""
    return session.scalars(_EPOCH).one()


def name_of(session: Session, register: Register) -> str:
    """The township's own shown name."""
    own = session.get(Site, (register.site_code, site_record_id(register.site_code)))
    return own.name if own else register.site_code


def tier_of(site_code: str) -> Tier:
    """Which tier a server with this code is of."""
    return Tier.DISTRICT if is_above_township(site_code) else Tier.TOWNSHIP


def _begin(register: Register) -> None:
    """The epoch, where there is none yet."""
    with register.writing() as session:
        shape.alone(session.connection())
        if session.scalars(select(ServerEpoch.epoch)).one_or_none() is None:
            session.add(ServerEpoch(only=1, epoch=new_replica_id()))
            session.commit()


def _begin_elsewhere(register: Register, home: Path, clock: Clock) -> None:
    """A PostgreSQL database used for the first time gets the township's own row from the file in ``home``."""
    code, row_id = register.site_code, site_record_id(register.site_code)
    with register.writing() as waiting:
        shape.alone(waiting.connection())
        if waiting.get(Site, (code, row_id)) is not None:
            return
        beside = Register.open(home, register.keys)
        try:
            with beside.reading() as session:
                name = name_of(session, beside)
        finally:
            beside.close()
        with register.write(OFFICE, clock) as unit:
            unit.add(Site(site_code=code, id=row_id, tier=tier_of(code).value, name=name))
            unit.add(Agent(site_code=code, name=FIRST_AGENTS[tier_of(code)]))
            unit.commit()
