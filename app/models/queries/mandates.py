"""Reading mandates: of one applicant, the newest first."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mandates import MandateRow, SignedHow
from app.models.tables import Mandate, Organisation, Villager


def by_id(session: Session, site_code: str, mandate_id: str) -> Mandate | None:
    """The mandate with this id."""
    return session.get(Mandate, (site_code, mandate_id))


def of_applicant(
    session: Session, site_code: str, villager_ids: tuple[str, ...], organisation_id: str
) -> tuple[MandateRow, ...]:
    """Every mandate that this person (all records of them) or this organisation gave, the newest first."""
    query = select(Mandate).where(Mandate.site_code == site_code)
    if organisation_id:
        query = query.where(Mandate.organisation_id == organisation_id)
    else:
        query = query.where(Mandate.villager_id.in_(villager_ids), Mandate.villager_id != "")
    found = session.scalars(query.order_by(Mandate.from_on.desc(), Mandate.id.desc()))
    return tuple(row(session, one) for one in found)


def row(session: Session, one: Mandate) -> MandateRow:
    """A mandate as lists and papers show it."""
    villager = session.get(Villager, (one.site_code, one.villager_id)) if one.villager_id else None
    organisation = (
        session.get(Organisation, (one.site_code, one.organisation_id)) if one.organisation_id else None
    )
    return MandateRow(
        mandate_id=one.id,
        principal=villager.name if villager else organisation.name if organisation else "",
        villager_id=one.villager_id,
        organisation_id=one.organisation_id,
        representative=one.representative_name,
        id_number=one.representative_id_number,
        phone=one.representative_phone,
        relation=one.relation,
        powers=one.powers,
        from_on=one.from_on,
        to_on=one.to_on,
        signed_how=SignedHow(one.signed_how),
        witness=one.witness,
        revoked_on=one.revoked_on,
        note=one.note,
    )
