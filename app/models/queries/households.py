"""Reading households and who belongs to them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.villager_facts import HouseholdRow
from app.models.tables import Household, Villager


def by_id(session: Session, site_code: str, household_id: str) -> Household | None:
    """The household with this id."""
    return session.get(Household, (site_code, household_id))


def members(session: Session, site_code: str, household_id: str) -> Sequence[Villager]:
    """The villagers of a household, the first made first."""
    query = select(Villager).where(Villager.site_code == site_code, Villager.household_id == household_id)
    query = query.where(Villager.joined_into == "", Villager.struck_out_on.is_(None))
    return session.scalars(query.order_by(Villager.id)).all()


def row(session: Session, household: Household) -> HouseholdRow:
    """A household as pages show it, its head first."""
    people = members(session, household.site_code, household.id)
    head = next((one for one in people if one.id == household.head_villager_id), None)
    ordered = sorted(people, key=lambda one: one.id != household.head_villager_id)
    return HouseholdRow(
        household_id=household.id,
        head_id=head.id if head else "",
        head_name=head.name if head else "",
        group=household.group_name,
        booklet_no=household.booklet_no,
        address=household.address,
        members=tuple((one.id, one.name) for one in ordered),
    )
