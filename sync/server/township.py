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
from app.domain.divisions import full_code, is_above_village
from app.errors import Refusal
from app.ids import new_replica_id, site_record_id
from app.models.register import Register
from app.models.tables import Site
from sync.server.certificate import ServerCertificate, own_certificate
from sync.server.tables import ServerEpoch

OFFICE = "township"
"""Who acts in lines that the server writes by itself."""


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
        return Ed25519PrivateKey.from_private_bytes(self.register.keys.signing)

    def secret(self, purpose: bytes) -> bytes:
        """32 bytes for one purpose, made from the register's key."""
        return hmac.digest(self.register.keys.register_key, b"daiban-server|" + purpose, "sha256")


def found(
    home: Path, code: str, name: str, clock: Clock, *, passphrase: str | None, url: str = ""
) -> Register:
    """A new server register in ``home``; raises Refusal ``key-exists``, ``passphrase-needed``, ``site-code``."""
    site_code = full_code(code)
    if not is_above_village(site_code):
        raise Refusal("这是村(社区)的代码;乡镇服务器请用 9 位或以 000 结尾的乡镇代码。", code="site-code")
    keys = keystore.create(home, passphrase=passphrase, site_code=site_code)
    register = Register.create(home, keys, url=url)
    _begin(register, name, clock)
    return register


def open_township(
    home: Path, clock: Clock, *, passphrase: str | None, url: str = "", pin: bytes | None = None
) -> Township:
    """The server register in ``home``; raises what ``keystore.open`` and ``Register.open`` raise."""
    keys = keystore.open(home, passphrase=passphrase)
    if not is_above_village(keys.identity.site_code):
        raise Refusal("这是服务室的登记簿,不是乡镇服务器的。请换一个文件夹。", code="not-a-township")
    register = Register.open(home, keys, url=url)
    _begin(register, keys.identity.site_code, clock)
    certificate = own_certificate(home, keys.register_key, clock)
    return Township(register, clock, certificate, certificate.pin if pin is None else pin)


def epoch_of(session: Session) -> str:
    """Which life of this server's register it is."""
    return session.scalars(select(ServerEpoch.epoch)).one()


def name_of(session: Session, register: Register) -> str:
    """The township's own shown name."""
    own = session.get(Site, (register.site_code, site_record_id(register.site_code)))
    return own.name if own else register.site_code


def _begin(register: Register, name: str, clock: Clock) -> None:
    """The epoch and the township's own site row, where they are not there yet."""
    with register.reading() as session:
        if session.scalars(select(ServerEpoch.epoch)).one_or_none() is not None:
            return
    with register.write(OFFICE, clock) as unit:
        unit.session.add(ServerEpoch(only=1, epoch=new_replica_id()))
        code = register.site_code
        unit.add(Site(site_code=code, id=site_record_id(code), tier=Tier.TOWNSHIP, name=name))
        unit.commit()
