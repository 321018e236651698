"""代办委托: who may act for an applicant, how it was signed, and whether it holds on a day (001, 003, 004)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SignedHow(StrEnum):
    SIGNATURE = "signature"  # 签名
    THUMBPRINT = "thumbprint"  # 按指印
    PHOTO = "photo"  # 照片


SIGNED_WORDS = {
    SignedHow.SIGNATURE: "签名",
    SignedHow.THUMBPRINT: "按指印",
    SignedHow.PHOTO: "发来照片",
}


@dataclass(frozen=True, slots=True)
class MandateDraft:
    """A mandate as it is given: of a villager or of an organisation. ``to_on`` None: until it is revoked.

    A thumbprint needs a ``witness`` 见证人.
    """

    representative: str
    from_on: date
    to_on: date | None = None
    villager_id: str = ""
    organisation_id: str = ""
    id_number: str = ""
    phone: str = ""
    relation: str = ""
    powers: str = ""
    signed_how: SignedHow = SignedHow.SIGNATURE
    witness: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MandateRow:
    """``revoked_on`` is the first day on which it no longer holds; ``principal`` is who gave it."""

    mandate_id: str
    principal: str
    villager_id: str
    organisation_id: str
    representative: str
    id_number: str
    phone: str
    relation: str
    powers: str
    from_on: date
    to_on: date | None
    signed_how: SignedHow
    witness: str
    revoked_on: date | None
    note: str

    def holds_on(self, day: date) -> bool:
        """Whether the representative may act on ``day``."""
        return not self.why_not_on(day)

    def why_not_on(self, day: date) -> str:
        """Why it does not hold on ``day``, without a stop; "" where it holds."""
        if day < self.from_on:
            return f"{self.from_on:%Y-%m-%d} 才开始"
        if self.revoked_on is not None and day >= self.revoked_on:
            return f"{self.revoked_on:%Y-%m-%d} 已撤销"
        if self.to_on is not None and day > self.to_on:
            return f"{self.to_on:%Y-%m-%d} 已到期"
        return ""
