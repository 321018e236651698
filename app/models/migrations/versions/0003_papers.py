"""Papers on their way: the print queue, how each paper is printed, where the parts of a slip are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _paper_print()
    _slip_part()
    _form_description()
    _print_job()
    _paper_setting()


def _paper_print() -> None:
    op.add_column("paper_print", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "paper_print", sa.Column("job_ref", sa.String(length=32), server_default="", nullable=False)
    )


def _slip_part() -> None:
    op.create_table(
        "slip_part",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=16), nullable=False),
        sa.Column("on_day", sa.String(length=10), nullable=False),
        sa.Column("transfer_list_id", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_code", "case_id"],
            ["service_case.site_code", "service_case.id"],
            name="fk_slip_part_site_code_case_id_service_case",
        ),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_slip_part"),
    )
    op.create_index("ix_slip_part_case_id", "slip_part", ["case_id"], unique=False)


def _form_description() -> None:
    op.create_table(
        "form_description",
        sa.Column("paper", sa.String(length=32), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("published_at", sa.String(length=24), nullable=False),
        sa.Column("published_by", sa.String(length=16), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_form_description"),
    )


def _print_job() -> None:
    op.create_table(
        "print_job",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("paper", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("case_no", sa.String(length=32), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("width_mm", sa.Float(), nullable=False),
        sa.Column("height_mm", sa.Float(), nullable=False),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(length=24), nullable=False),
        sa.Column("sent_at", sa.String(length=24), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_print_job"),
    )


def _paper_setting() -> None:
    op.create_table(
        "paper_setting",
        sa.Column("paper", sa.String(length=32), nullable=False),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("tray", sa.Text(), nullable=False),
        sa.Column("layout", sa.String(length=32), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("x_mm", sa.Float(), nullable=False),
        sa.Column("y_mm", sa.Float(), nullable=False),
        sa.Column("scale", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("paper", name="pk_paper_setting"),
    )
