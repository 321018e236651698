"""Reports that are sent and frozen, postings, inspections, and imports that can be undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _report_template()
    _posting()
    _site_inspection()
    _sent_report()
    _made()
    _import_run()
    _import_record()


def _report_template() -> None:
    op.create_table(
        "report_template",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.String(length=24), nullable=False),
        sa.Column("published_by", sa.String(length=16), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_report_template"),
    )


def _posting() -> None:
    op.create_table(
        "posting",
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("catalogue_id", sa.String(length=32), nullable=False),
        sa.Column("item_codes", sa.JSON(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("posted_on", sa.String(length=10), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("take_down_on", sa.String(length=10), nullable=True),
        sa.Column("taken_down_on", sa.String(length=10), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_posting"),
    )


def _site_inspection() -> None:
    op.create_table(
        "site_inspection",
        sa.Column("inspected_on", sa.String(length=10), nullable=False),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_site_inspection"),
    )


def _sent_report() -> None:
    op.create_table(
        "sent_report",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("definitions", sa.String(length=16), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.String(length=24), nullable=False),
        sa.Column("sent_at", sa.String(length=24), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_sent_report"),
    )


def _made() -> None:
    op.create_table(
        "made",
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("whole_numbers", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_made"),
    )


def _import_run() -> None:
    op.create_table(
        "import_run",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.String(length=24), nullable=True),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_import_run"),
    )


def _import_record() -> None:
    op.create_table(
        "import_record",
        sa.Column("import_id", sa.String(length=32), nullable=False),
        sa.Column("record_type", sa.String(length=16), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "record_type", "record_id", name="pk_import_record"),
    )
