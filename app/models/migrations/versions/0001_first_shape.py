"""The register's first shape."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _agent()
    _agent_pin()
    _case_status()
    _catalogue()
    _draft()
    _enrolment_code()
    _household()
    _journal()
    _journal_head()
    _known_replica()
    _line_result()
    _number_counter()
    _organisation()
    _preference()
    _received()
    _record_mark()
    _search_entry()
    _server_epoch()
    _service_case()
    _site()
    _slip_key()
    _sync_state()
    _villager()
    _working_year()
    _case_event()
    _material()
    _paper_print()
    _search_stores()


def _agent() -> None:
    op.create_table(
        "agent",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("specialities", sa.Text(), nullable=False),
        sa.Column("backup_agent_id", sa.String(length=32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_agent")),
    )


def _agent_pin() -> None:
    op.create_table(
        "agent_pin",
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=128), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.String(length=24), nullable=True),
        sa.PrimaryKeyConstraint("agent_id", name=("pk_agent_pin")),
    )


def _case_status() -> None:
    op.create_table(
        "case_status",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("item_code", sa.String(length=32), nullable=False),
        sa.Column("villager_id", sa.String(length=32), nullable=False),
        sa.Column("handler", sa.String(length=32), nullable=False),
        sa.Column("accepted_at", sa.String(length=24), nullable=False),
        sa.Column("accepted_on", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("yellow_on", sa.String(length=10), nullable=True),
        sa.Column("completed_on", sa.String(length=10), nullable=True),
        sa.Column("delivered_on", sa.String(length=10), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("rating", sa.String(length=24), nullable=False),
        sa.Column("rated_on", sa.String(length=10), nullable=True),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("ineffective", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "case_id", name=("pk_case_status")),
    )
    op.create_index("ix_case_status_accepted_at", "case_status", ["accepted_at"], unique=False)
    op.create_index("ix_case_status_completed_on", "case_status", ["completed_on"], unique=False)
    op.create_index("ix_case_status_state_due_on", "case_status", ["state", "due_on"], unique=False)
    op.create_index(
        "ix_case_status_villager_id_item_code", "case_status", ["villager_id", "item_code"], unique=False
    )


def _catalogue() -> None:
    op.create_table(
        "catalogue",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("published_by", sa.String(length=16), nullable=False),
        sa.Column("published_at", sa.String(length=24), nullable=False),
        sa.Column("in_force_from", sa.String(length=10), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_catalogue")),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("page", "agent_id", name=("pk_draft")),
    )


def _enrolment_code() -> None:
    op.create_table(
        "enrolment_code",
        sa.Column("find", sa.String(length=4), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(length=60), nullable=False),
        sa.Column("expires_at", sa.String(length=24), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_by", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("find", name=("pk_enrolment_code")),
    )


def _household() -> None:
    op.create_table(
        "household",
        sa.Column("head_villager_id", sa.String(length=32), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("booklet_no", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_household")),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("record_type", sa.String(length=16), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "n", name=("pk_journal")),
        sa.UniqueConstraint("site_code", "replica_id", "seq", name=("uq_journal_site_code_replica_id_seq")),
    )
    op.create_index("ix_journal_record_id", "journal", ["record_id"], unique=False)


def _journal_head() -> None:
    op.create_table(
        "journal_head",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("applied", sa.BigInteger(), nullable=False),
        sa.Column("hlc", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("site_code", name=("pk_journal_head")),
    )


def _known_replica() -> None:
    op.create_table(
        "known_replica",
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("pc_code", sa.String(length=2), nullable=False),
        sa.Column("signing_public", sa.String(length=64), nullable=False),
        sa.Column("receiving_public", sa.String(length=64), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("last_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("enrolled_at", sa.String(length=24), nullable=False),
        sa.Column("last_contact", sa.String(length=24), nullable=True),
        sa.PrimaryKeyConstraint("replica_id", name=("pk_known_replica")),
    )
    op.create_index(("ix_known_replica_site_code"), "known_replica", ["site_code"], unique=False)


def _line_result() -> None:
    op.create_table(
        "line_result",
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("line_seq", sa.Integer(), nullable=False),
        sa.Column("target_type", sa.String(length=16), nullable=False),
        sa.Column("target_id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("kept_value", sa.JSON(), nullable=True),
        sa.Column("late_value", sa.JSON(), nullable=True),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_line_result")),
    )


def _number_counter() -> None:
    op.create_table(
        "number_counter",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("pc_code", sa.String(length=2), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "pc_code", name=("pk_number_counter")),
    )


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_organisation")),
    )


def _preference() -> None:
    op.create_table(
        "preference",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=("pk_preference")),
    )


def _received() -> None:
    op.create_table(
        "received",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("record_type", sa.String(length=16), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "n", name=("pk_received")),
    )
    op.create_index("ix_received_record_id", "received", ["record_id"], unique=False)


def _record_mark() -> None:
    op.create_table(
        "record_mark",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "record_id", name=("pk_record_mark")),
    )


def _search_entry() -> None:
    op.create_table(
        "search_entry",
        sa.Column(
            "n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("tokens", sa.JSON().with_variant(sa.ARRAY(sa.Text()), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("n", name=("pk_search_entry")),
        sa.UniqueConstraint(
            "kind", "site_code", "record_id", name=("uq_search_entry_kind_site_code_record_id")
        ),
    )


def _server_epoch() -> None:
    op.create_table(
        "server_epoch",
        sa.Column("only", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("only", name=("pk_server_epoch")),
    )


def _service_case() -> None:
    op.create_table(
        "service_case",
        sa.Column("case_no", sa.String(length=32), nullable=False),
        sa.Column("villager_id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("applicant_name", sa.Text(), nullable=False),
        sa.Column("applicant_group", sa.Text(), nullable=False),
        sa.Column("applicant_phone", sa.Text(), nullable=False),
        sa.Column("item_code", sa.String(length=32), nullable=False),
        sa.Column("item_name", sa.Text(), nullable=False),
        sa.Column("item_category", sa.Text(), nullable=False),
        sa.Column("item_tier", sa.String(length=16), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("catalogue_id", sa.String(length=32), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("kind_reason", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("accepted_at", sa.String(length=24), nullable=False),
        sa.Column("accepted_on", sa.String(length=10), nullable=False),
        sa.Column("promised_days", sa.Integer(), nullable=False),
        sa.Column("promised_on", sa.String(length=10), nullable=True),
        sa.Column("promise_provisional", sa.Boolean(), nullable=False),
        sa.Column("accepted_by", sa.String(length=32), nullable=False),
        sa.Column("entered_by", sa.String(length=32), nullable=False),
        sa.Column("first_asked", sa.String(length=32), nullable=False),
        sa.Column("first_handler", sa.String(length=32), nullable=False),
        sa.Column("handler", sa.String(length=32), nullable=False),
        sa.Column("representative", sa.Text(), nullable=False),
        sa.Column("representative_relation", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("again_reason", sa.Text(), nullable=False),
        sa.Column("external_no", sa.Text(), nullable=False),
        sa.Column("clock_suspect", sa.Boolean(), nullable=False),
        sa.Column("township_no", sa.Text(), nullable=False),
        sa.Column("answer_due_on", sa.String(length=10), nullable=True),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_service_case")),
    )
    op.create_index("ix_service_case_case_no", "service_case", ["case_no"], unique=False)
    op.create_index("ix_service_case_villager_id", "service_case", ["villager_id"], unique=False)


def _site() -> None:
    op.create_table(
        "site",
        sa.Column("tier", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("shown_name", sa.Text(), nullable=False),
        sa.Column("parent_code", sa.String(length=12), nullable=False),
        sa.Column("hotline", sa.Text(), nullable=False),
        sa.Column("opening_hours", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_site")),
    )


def _slip_key() -> None:
    op.create_table(
        "slip_key",
        sa.Column("key_id", sa.String(length=8), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=24), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_slip_key")),
    )


def _sync_state() -> None:
    op.create_table(
        "sync_state",
        sa.Column("peer", sa.String(length=16), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("certificate_pin", sa.String(length=64), nullable=False),
        sa.Column("server_replica_id", sa.String(length=32), nullable=False),
        sa.Column("server_public_key", sa.String(length=64), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("acked_seq", sa.BigInteger(), nullable=False),
        sa.Column("applied_seq", sa.BigInteger(), nullable=False),
        sa.Column("feed_n", sa.BigInteger(), nullable=False),
        sa.Column("feed_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("server_offset_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_contact", sa.String(length=24), nullable=True),
        sa.PrimaryKeyConstraint("peer", name=("pk_sync_state")),
    )


def _villager() -> None:
    op.create_table(
        "villager",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("other_names", sa.Text(), nullable=False),
        sa.Column("id_type", sa.String(length=16), nullable=False),
        sa.Column("id_number", sa.String(length=32), nullable=False),
        sa.Column("id_missing_reason", sa.Text(), nullable=False),
        sa.Column("sex", sa.String(length=8), nullable=False),
        sa.Column("birth_on", sa.String(length=10), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("reach_by", sa.Text(), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("household_id", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("joined_into", sa.String(length=32), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_villager")),
    )
    op.create_index("ix_villager_id_number", "villager", ["id_number"], unique=False)


def _working_year() -> None:
    op.create_table(
        "working_year",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("published_at", sa.String(length=24), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_working_year")),
    )


def _case_event() -> None:
    op.create_table(
        "case_event",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=24), nullable=False),
        sa.Column("from_state", sa.String(length=24), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("by_tier", sa.String(length=16), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_code", "case_id"],
            ["service_case.site_code", "service_case.id"],
            name=("fk_case_event_site_code_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_case_event")),
    )
    op.create_index("ix_case_event_case_id", "case_event", ["case_id"], unique=False)


def _material() -> None:
    op.create_table(
        "material",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("need", sa.String(length=16), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("received", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.String(length=10), nullable=True),
        sa.Column("held_until", sa.String(length=10), nullable=True),
        sa.Column("returned_on", sa.String(length=10), nullable=True),
        sa.Column("returned_to", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_code", "case_id"],
            ["service_case.site_code", "service_case.id"],
            name=("fk_material_site_code_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_material")),
    )
    op.create_index("ix_material_case_id", "material", ["case_id"], unique=False)


def _paper_print() -> None:
    op.create_table(
        "paper_print",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("paper", sa.String(length=24), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("printed_at", sa.String(length=24), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("sent_to", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_code", "case_id"],
            ["service_case.site_code", "service_case.id"],
            name=("fk_paper_print_site_code_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("site_code", "id", name=("pk_paper_print")),
    )
    op.create_index("ix_paper_print_case_id", "paper_print", ["case_id"], unique=False)


def _search_stores() -> None:
    """Tokens stand in contentless full-text tables on SQLite, in the row itself on PostgreSQL."""
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_search_entry_tokens", "search_entry", ["tokens"], postgresql_using="gin")
        return
    for kind in ("case", "villager"):
        op.execute(
            f"CREATE VIRTUAL TABLE {kind}_fts USING fts5(tokens, tokenize='ascii', detail=none,"
            " content='', contentless_delete=1)"
        )
