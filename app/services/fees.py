"""代缴费用: a legal fee taken and passed on; the room's own fee is always 0 (003 无偿代办)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.clock import today
from app.domain import text
from app.errors import Refusal
from app.models.queries import records
from app.models.register import Register
from app.models.tables import FeePassed
from app.services.desk import Desk
from app.services.materials import item_of
from app.services.typed_fields import own_case, said

MOST_FEN = 100_000_00
"""A hundred thousand yuan: more is a slip of the keyboard rather than a fee."""


@dataclass(frozen=True, slots=True)
class FeeRow:
    """``waiting``: the money is still in the room."""

    fee_id: str
    case_no: str
    basis: str
    amount_fen: int
    payer: str
    payee: str
    receipt_no: str
    received_on: date
    passed_on: date | None

    @property
    def waiting(self) -> bool:
        return self.passed_on is None


def take(
    desk: Desk, case_no: str, amount_fen: int, *, payee: str, payer: str = "", basis: str = "", note: str = ""
) -> str:
    """Money was taken to be passed on; the id of the entry.

    Refused (``fee-without-basis``) unless the item names a legal fee or a basis is said: the room's own
    service is free. Other refusals name ``amount_fen payee payer``.
    """
    if not 0 < amount_fen <= MOST_FEN:
        raise Refusal("金额要大于 0，最多 10 万元。请核对后再填。", field="amount_fen", code="fee-amount")
    with desk.write() as work:
        case = own_case(work.session, desk.register.site_code, case_no)
        item = item_of(work.session, case)
        named = text.note(basis, field="basis", words="收费依据") or (item.fee_basis if item else "")
        if not named:
            raise Refusal(
                "代办不收费。目录没有写这个事项有法定收费，请不要收钱；确是法律规定的收费，请写明依据（basis）。",
                field="basis",
                code="fee-without-basis",
            )
        made = work.add(
            FeePassed(
                case_id=case.id,
                basis=named,
                amount_fen=amount_fen,
                payer=text.name(payer or case.applicant_name, field="payer", words="交款人"),
                payee=said(payee, "payee", "交给哪个单位"),
                receipt_no="",
                received_on=today(desk.clock),
                note=text.note(note),
            )
        )
        work.commit()
        return made.id


def pass_on(desk: Desk, fee_id: str, receipt_no: str) -> None:
    """The money was paid in against an official receipt; Refusals ``no-fee``, ``fee-passed``, ``receipt_no``."""
    with desk.write() as work:
        fee = work.get(FeePassed, fee_id)
        if fee is None:
            raise Refusal("没有这笔代缴费用。", field="fee", code="no-fee")
        if fee.passed_on is not None:
            raise Refusal(
                f"这笔已在 {fee.passed_on:%Y-%m-%d} 上缴，票号 {fee.receipt_no}。",
                field="fee",
                code="fee-passed",
            )
        fee.receipt_no = said(receipt_no, "receipt_no", "正式票据号")
        fee.passed_on = today(desk.clock)
        work.commit()


def ledger(register: Register, *, waiting_only: bool = False) -> tuple[FeeRow, ...]:
    """Every fee in the order taken; ``waiting_only``: the money that is still in the room."""
    with register.reading() as session:
        site = register.site_code
        found = records.of_site(session, FeePassed, site, **({"passed_on": None} if waiting_only else {}))
        cases = records.cases_by_id(session, site, [one.case_id for one in found])
        return tuple(
            FeeRow(
                fee_id=one.id,
                case_no=cases[one.case_id].case_no,
                basis=one.basis,
                amount_fen=one.amount_fen,
                payer=one.payer,
                payee=one.payee,
                receipt_no=one.receipt_no or "",
                received_on=one.received_on,
                passed_on=one.passed_on,
            )
            for one in found
            if one.case_id in cases
        )


def fen_of(typed: str) -> int:
    """``12.5`` yuan as 1250 fen; Refusal ``fee-amount``."""
    found = re.fullmatch(r"(\d{1,7})(?:\.(\d{1,2}))?", text.clean(typed).removesuffix("元"))
    if found is None:
        raise Refusal("金额请写成 12.50 这样，单位是元。", field="amount_fen", code="fee-amount")
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def yuan_of(amount_fen: int) -> str:
    """1250 fen as ``12.50 元``."""
    return f"{amount_fen // 100}.{amount_fen % 100:02d} 元"
