"""The counter in full: every kind of case and what stands around it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _agent()
    _site()
    _villager()
    _service_case()
    _material()
    _case_status()
    _catalogue()
    _power_grant()
    _joining()
    _mandate()
    _inquiry()
    _reserved_number()
    _batch()
    _batch_person()
    _correction()
    _task()
    _seal_request()
    _fee_passed()
    _transfer_list()
    _duty_shift()
    _handover()
    _appointment()
    _tour()
    _complaint()
    _suggestion()


def _agent() -> None:
    op.add_column("agent", sa.Column("party_member", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("agent", sa.Column("term_from_on", sa.String(length=10), nullable=True))
    op.add_column("agent", sa.Column("term_to_on", sa.String(length=10), nullable=True))
    op.add_column("agent", sa.Column("trained_on", sa.String(length=10), nullable=True))


def _site() -> None:
    op.add_column("site", sa.Column("head_agent_id", sa.String(length=32), server_default="", nullable=False))
    op.add_column(
        "site", sa.Column("manager_agent_id", sa.String(length=32), server_default="", nullable=False)
    )
    op.add_column("site", sa.Column("counterpart", sa.Text(), server_default="", nullable=False))
    op.add_column("site", sa.Column("complaint_phone", sa.Text(), server_default="", nullable=False))
    op.add_column("site", sa.Column("complaint_box", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("site", sa.Column("sign_put_up", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("site", sa.Column("open_days", sa.String(length=8), server_default="", nullable=False))
    op.add_column("site", sa.Column("agent_word", sa.String(length=8), server_default="", nullable=False))


def _villager() -> None:
    op.add_column("villager", sa.Column("tags", sa.Text(), server_default="", nullable=False))
    op.add_column("villager", sa.Column("liaison", sa.Text(), server_default="", nullable=False))
    op.add_column("villager", sa.Column("deceased_on", sa.String(length=10), nullable=True))
    op.add_column("villager", sa.Column("struck_out_on", sa.String(length=10), nullable=True))


def _service_case() -> None:
    op.add_column(
        "service_case", sa.Column("origin", sa.String(length=16), server_default="counter", nullable=False)
    )
    op.add_column("service_case", sa.Column("book_no", sa.Text(), server_default="", nullable=False))
    op.add_column("service_case", sa.Column("page_no", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "service_case", sa.Column("mandate_id", sa.String(length=32), server_default="", nullable=False)
    )
    op.add_column(
        "service_case", sa.Column("urgency", sa.String(length=16), server_default="", nullable=False)
    )
    op.add_column("service_case", sa.Column("urgency_reason", sa.Text(), server_default="", nullable=False))
    op.add_column("service_case", sa.Column("urgency_approver", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "service_case", sa.Column("agency", sa.String(length=16), server_default="affairs", nullable=False)
    )
    op.add_column(
        "service_case", sa.Column("help", sa.String(length=16), server_default="for", nullable=False)
    )
    op.add_column("service_case", sa.Column("place", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "service_case", sa.Column("tour_id", sa.String(length=32), server_default="", nullable=False)
    )
    op.add_column(
        "service_case", sa.Column("batch_id", sa.String(length=32), server_default="", nullable=False)
    )
    op.add_column(
        "service_case", sa.Column("department_days", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "service_case", sa.Column("statutory_days", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "service_case", sa.Column("transport_days", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("service_case", sa.Column("earlier_promise_on", sa.String(length=10), nullable=True))
    op.add_column("service_case", sa.Column("external_entered_on", sa.String(length=10), nullable=True))
    op.add_column("service_case", sa.Column("project_name", sa.Text(), server_default="", nullable=False))
    op.add_column("service_case", sa.Column("lead_department", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "service_case", sa.Column("case_manager", sa.String(length=32), server_default="", nullable=False)
    )


def _material() -> None:
    op.add_column("material", sa.Column("requirement", sa.Text(), server_default="", nullable=False))
    op.add_column("material", sa.Column("source", sa.Text(), server_default="", nullable=False))
    op.add_column("material", sa.Column("kept_where", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "material", sa.Column("undertaken", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("material", sa.Column("returned_sheets", sa.Integer(), server_default="0", nullable=False))
    op.add_column("material", sa.Column("copies_destroyed_on", sa.String(length=10), nullable=True))


def _case_status() -> None:
    op.add_column("case_status", sa.Column("follow_up_due_on", sa.String(length=10), nullable=True))
    op.add_column(
        "case_status", sa.Column("complained", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column(
        "case_status", sa.Column("urgency", sa.String(length=16), server_default="", nullable=False)
    )
    op.add_column(
        "case_status", sa.Column("batch_id", sa.String(length=32), server_default="", nullable=False)
    )
    op.add_column(
        "case_status",
        sa.Column("origin", sa.String(length=16), server_default="counter", nullable=False),
    )
    op.drop_index("ix_case_status_villager_id_item_code", table_name="case_status")
    op.create_index(
        "ix_case_status_of_villager",
        "case_status",
        ["villager_id", "state", "item_code", "site_code"],
        unique=False,
    )


def _catalogue() -> None:
    op.add_column(
        "catalogue", sa.Column("origin", sa.String(length=16), server_default="published", nullable=False)
    )
    op.add_column("catalogue", sa.Column("parent_version", sa.Text(), server_default="", nullable=False))
    op.add_column("catalogue", sa.Column("signer", sa.String(length=64), server_default="", nullable=False))
    op.add_column(
        "catalogue", sa.Column("signature", sa.String(length=128), server_default="", nullable=False)
    )


def _power_grant() -> None:
    op.create_table(
        "power_grant",
        sa.Column("item_code", sa.String(length=32), nullable=False),
        sa.Column("from_tier", sa.String(length=16), nullable=False),
        sa.Column("to_tier", sa.String(length=16), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=False),
        sa.Column("from_on", sa.String(length=10), nullable=False),
        sa.Column("to_on", sa.String(length=10), nullable=True),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_power_grant"),
    )


def _joining() -> None:
    op.create_table(
        "joining",
        sa.Column("kept_id", sa.String(length=32), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("undone_at", sa.String(length=24), nullable=True),
        sa.Column("undone_reason", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_joining"),
    )


def _mandate() -> None:
    op.create_table(
        "mandate",
        sa.Column("villager_id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("representative_name", sa.Text(), nullable=False),
        sa.Column("representative_id_number", sa.String(length=32), nullable=False),
        sa.Column("representative_phone", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("powers", sa.Text(), nullable=False),
        sa.Column("from_on", sa.String(length=10), nullable=False),
        sa.Column("to_on", sa.String(length=10), nullable=True),
        sa.Column("signed_how", sa.String(length=16), nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        sa.Column("revoked_on", sa.String(length=10), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_mandate"),
    )


def _inquiry() -> None:
    op.create_table(
        "inquiry",
        sa.Column("asked_at", sa.String(length=24), nullable=False),
        sa.Column("asked_on", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("villager_id", sa.String(length=32), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("item_code", sa.String(length=32), nullable=False),
        sa.Column("is_request", sa.Boolean(), nullable=False),
        sa.Column("in_scope", sa.Boolean(), nullable=False),
        sa.Column("first_asked", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.String(length=10), nullable=True),
        sa.Column("referred_to", sa.Text(), nullable=False),
        sa.Column("ground", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_inquiry"),
    )
    op.create_index("ix_inquiry_asked_on", "inquiry", ["asked_on"], unique=False)


def _reserved_number() -> None:
    op.create_table(
        "reserved_number",
        sa.Column("case_no", sa.String(length=32), nullable=False),
        sa.Column("reserved_at", sa.String(length=24), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("tour_id", sa.String(length=32), nullable=False),
        sa.Column("used_by_case", sa.String(length=32), nullable=False),
        sa.Column("spoiled_reason", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_reserved_number"),
    )
    op.create_index("ix_reserved_number_case_no", "reserved_number", ["case_no"], unique=False)


def _batch() -> None:
    op.create_table(
        "batch",
        sa.Column("item_code", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("started_on", sa.String(length=10), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.String(length=10), nullable=True),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_batch"),
    )


def _batch_person() -> None:
    op.create_table(
        "batch_person",
        sa.Column("batch_id", sa.String(length=32), nullable=False),
        sa.Column("villager_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_batch_person"),
    )
    op.create_index("ix_batch_person_batch_id", "batch_person", ["batch_id"], unique=False)


def _correction() -> None:
    op.create_table(
        "correction",
        sa.Column("target_type", sa.String(length=16), nullable=False),
        sa.Column("target_id", sa.String(length=32), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("old_value", sa.JSON(), nullable=True),
        sa.Column("new_value", sa.JSON(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_correction"),
    )
    op.create_index("ix_correction_target_id", "correction", ["target_id"], unique=False)


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("tier", sa.String(length=16), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.Column("start_on", sa.String(length=10), nullable=True),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("handler", sa.String(length=32), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_code", "case_id"],
            ["service_case.site_code", "service_case.id"],
            name="fk_task_site_code_case_id_service_case",
        ),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_task"),
    )
    op.create_index("ix_task_case_id", "task", ["case_id"], unique=False)


def _seal_request() -> None:
    op.create_table(
        "seal_request",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("approver", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.String(length=10), nullable=False),
        sa.Column("sealed_on", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_code", "case_id"],
            ["service_case.site_code", "service_case.id"],
            name="fk_seal_request_site_code_case_id_service_case",
        ),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_seal_request"),
    )
    op.create_index("ix_seal_request_case_id", "seal_request", ["case_id"], unique=False)


def _fee_passed() -> None:
    op.create_table(
        "fee_passed",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("amount_fen", sa.Integer(), nullable=False),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("receipt_no", sa.Text(), nullable=False),
        sa.Column("received_on", sa.String(length=10), nullable=False),
        sa.Column("passed_on", sa.String(length=10), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_code", "case_id"],
            ["service_case.site_code", "service_case.id"],
            name="fk_fee_passed_site_code_case_id_service_case",
        ),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_fee_passed"),
    )
    op.create_index("ix_fee_passed_case_id", "fee_passed", ["case_id"], unique=False)


def _transfer_list() -> None:
    op.create_table(
        "transfer_list",
        sa.Column("list_no", sa.String(length=32), nullable=False),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("made_at", sa.String(length=24), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("desk_window", sa.Text(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("handed_on", sa.String(length=10), nullable=True),
        sa.Column("checked", sa.JSON(), nullable=True),
        sa.Column("checked_at", sa.String(length=24), nullable=True),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_transfer_list"),
    )


def _duty_shift() -> None:
    op.create_table(
        "duty_shift",
        sa.Column("on_day", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("from_time", sa.String(length=5), nullable=False),
        sa.Column("to_time", sa.String(length=5), nullable=False),
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("backup_agent_id", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_duty_shift"),
    )
    op.create_index("ix_duty_shift_on_day", "duty_shift", ["on_day"], unique=False)


def _handover() -> None:
    op.create_table(
        "handover",
        sa.Column("from_agent", sa.String(length=32), nullable=False),
        sa.Column("to_agent", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("from_signed", sa.Boolean(), nullable=False),
        sa.Column("to_signed", sa.Boolean(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_handover"),
    )


def _appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("villager_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("item_code", sa.String(length=32), nullable=False),
        sa.Column("on_day", sa.String(length=10), nullable=False),
        sa.Column("at_time", sa.String(length=5), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("tour_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_appointment"),
    )
    op.create_index("ix_appointment_on_day", "appointment", ["on_day"], unique=False)


def _tour() -> None:
    op.create_table(
        "tour",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("on_day", sa.String(length=10), nullable=False),
        sa.Column("from_time", sa.String(length=5), nullable=False),
        sa.Column("to_time", sa.String(length=5), nullable=False),
        sa.Column("stops", sa.Text(), nullable=False),
        sa.Column("agents", sa.Text(), nullable=False),
        sa.Column("announced_on", sa.String(length=10), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_tour"),
    )


def _complaint() -> None:
    op.create_table(
        "complaint",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("about_agent", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("received_on", sa.String(length=10), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_with", sa.Text(), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.String(length=10), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=False),
        sa.Column("sent_up", sa.Boolean(), nullable=False),
        sa.Column("ruling", sa.Text(), nullable=False),
        sa.Column("ruled_on", sa.String(length=10), nullable=True),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_complaint"),
    )
    op.create_index("ix_complaint_received_on", "complaint", ["received_on"], unique=False)


def _suggestion() -> None:
    op.create_table(
        "suggestion",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("on_day", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.String(length=10), nullable=True),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_suggestion"),
    )
