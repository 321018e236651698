"""Organisations as applicants: found, shown with their cases, made and changed under one rule."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import Clock, today
from app.domain import organisations, text
from app.domain.organisations import OrganisationRow
from app.domain.rows import CaseRow
from app.errors import Refusal
from app.models.queries import Session, case_rows
from app.models.queries import organisations as queries
from app.models.register import Register
from app.models.tables import Organisation
from app.models.unit_of_work import UnitOfWork
from app.services.case_pages import sync_marks_of
from app.services.desk import Desk
from app.services.request_checks import CheckedRequest, check_phone

MOST_CASES = 500


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """An organisation as typed. Empty ``organisation_id``: a new one. The code may be missing: a 合作社 to be."""

    name: str
    credit_code: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    organisation_id: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """``rows`` of one page; ``total`` of all that match."""

    rows: tuple[OrganisationRow, ...]
    total: int


def page(register: Register, text: str = "", limit: int = 100, offset: int = 0) -> OrganisationPage:
    """One page of all organisations by name, or of those that match every word of ``text``."""
    with register.reading() as session:
        return OrganisationPage(*queries.page(session, text, limit, offset))


def find(register: Register, text: str, limit: int = 20) -> tuple[OrganisationRow, ...]:
    """Organisations whose name, contact, credit code or telephone holds every word of ``text``."""
    return page(register, text, limit).rows


def get(register: Register, organisation_id: str) -> OrganisationRow:
    """The organisation with this id; Refusal ``no-such-organisation``."""
    with register.reading() as session:
        return queries.rows(session, [_known(session, register.site_code, organisation_id)])[0]


def cases_of(register: Register, organisation_id: str, clock: Clock) -> tuple[CaseRow, ...]:
    """All cases of an organisation, the newest first, at most 500."""
    with register.reading() as session:
        keys = queries.case_keys(session, register.site_code, organisation_id)[:MOST_CASES]
        return case_rows.rows_of(session, keys, today(clock), sync_marks_of(session, register))


def save(desk: Desk, draft: OrganisationDraft) -> OrganisationRow:
    """Make or change an organisation.

    Refusals name ``name credit_code contact phone address organisation_id``; among their codes
    ``organisation-known`` (the credit code is another's), ``no-such-organisation``, ``credit-…``.
    """
    name = text.name(draft.name, words="单位名称")
    code = organisations.check_code(draft.credit_code)
    contact = text.name(draft.contact, field="contact", words="联系人") if draft.contact.strip() else ""
    phone, address = check_phone(draft.phone), text.line(draft.address, field="address", words="地址")
    with desk.write() as work:
        site_code = desk.register.site_code
        if draft.organisation_id:
            record = _known(work.session, site_code, draft.organisation_id)
        else:
            record = Organisation()
        there = queries.with_code(work.session, site_code, code)
        if there is not None and there.id != record.id:
            raise Refusal(
                f"这个统一社会信用代码已登记给“{there.name}”，没有另建。请直接选它；名称变了就改它的名称。",
                field="credit_code",
                code="organisation-known",
            )
        record.name, record.credit_code, record.contact = name, code, contact
        record.phone, record.address = phone, address
        if not draft.organisation_id:
            work.add(record)
        work.commit()
    return get(desk.register, record.id)


def meant(session: Session, site_code: str, asked: CheckedRequest) -> Organisation | None:
    """The organisation that a request means: picked, of this credit code, or of this name; None for a new one.

    Refusals: ``no-such-organisation`` on ``organisation_id``, ``name-empty`` on ``organisation``,
    ``credit-differs`` and ``same-code-other-name`` on ``credit_code``.
    """
    if asked.typed.organisation_id:
        picked = _known(session, site_code, asked.typed.organisation_id)
        if asked.credit_code and picked.credit_code and asked.credit_code != picked.credit_code:
            raise Refusal(
                f"填的统一社会信用代码与“{picked.name}”登记的不同。请对照执照；登记错了请先改正。",
                field="credit_code",
                code="credit-differs",
            )
        return picked
    there = queries.with_code(session, site_code, asked.credit_code)
    if there is not None and there.name != asked.name:
        raise Refusal(
            f"这个统一社会信用代码已登记给“{there.name}”，名称与现在填的不同，没有保存。"
            "请对照执照：是同一家就从名单里选它，代码写错了就改正。",
            field="credit_code",
            code="same-code-other-name",
        )
    if there is not None:
        return there
    return next(
        (
            one
            for one in queries.named(session, site_code, asked.name)
            if not asked.credit_code or not one.credit_code
        ),
        None,
    )


def settle(work: UnitOfWork, asked: CheckedRequest, record: Organisation | None) -> Organisation:
    """The organisation's record, made where there is none; what changed at the counter is brought up to date."""
    organisation = work.add(Organisation(name=asked.name)) if record is None else record
    if asked.credit_code and not organisation.credit_code:
        organisation.credit_code = asked.credit_code
    if asked.contact and asked.contact != organisation.contact:
        organisation.contact = asked.contact
    if asked.phone and asked.phone != organisation.phone:
        organisation.phone = asked.phone
    return organisation


def _known(session: Session, site_code: str, organisation_id: str) -> Organisation:
    found = queries.by_id(session, site_code, organisation_id)
    if found is None:
        raise Refusal(
            "名单里找不到这个单位。请重新查找。", field="organisation_id", code="no-such-organisation"
        )
    return found
