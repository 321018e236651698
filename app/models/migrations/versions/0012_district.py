"""A township reports to its district: what goes up, who speaks for whom, and the district's own word on a case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("service_case", sa.Column("district_no", sa.Text(), server_default="", nullable=False))
    op.add_column("service_case", sa.Column("district_due_on", sa.String(length=10), nullable=True))
    op.create_table(
        "upper_server",
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("tier", sa.String(length=16), nullable=False),
        sa.Column("home_code", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("replica_id", name="pk_upper_server"),
    )
    op.create_table(
        "superior",
        sa.Column("only", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("certificate_pin", sa.String(length=64), nullable=False),
        sa.Column("server_replica_id", sa.String(length=32), nullable=False),
        sa.Column("server_public_key", sa.String(length=64), nullable=False),
        sa.Column("server_receiving_key", sa.String(length=64), nullable=False),
        sa.Column("enrolled_at", sa.String(length=24), nullable=False),
        sa.Column("last_contact", sa.String(length=24), nullable=True),
        sa.Column("last_trouble", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("only", name="pk_superior"),
    )
    op.create_table(
        "upward_site",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("introduced", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("looked_n", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("acked_seq", sa.BigInteger(), nullable=False),
        sa.Column("applied_seq", sa.BigInteger(), nullable=False),
        sa.Column("feed_n", sa.BigInteger(), nullable=False),
        sa.Column("feed_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("last_contact", sa.String(length=24), nullable=True),
        sa.PrimaryKeyConstraint("site_code", name="pk_upward_site"),
    )
    op.create_table(
        "upward_line",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("proven", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "seq", name="pk_upward_line"),
    )
    op.create_table(
        "followed_record",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "record_id", name="pk_followed_record"),
    )
    op.create_table(
        "origin_seal",
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("to_seq", sa.BigInteger(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("replica_id", "to_seq", name="pk_origin_seal"),
    )
    op.create_table(
        "carrier",
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("server_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("replica_id", name="pk_carrier"),
    )
    op.create_index("ix_carrier_site_code", "carrier", ["site_code"])
    op.create_table(
        "placement",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("under_code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", name="pk_placement"),
    )
    op.create_index("ix_placement_under_code", "placement", ["under_code"])
    op.create_table(
        "origin_key",
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("signing_public", sa.String(length=64), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("replica_id", "signing_public", name="pk_origin_key"),
    )
    op.create_table(
        "origin_mark",
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("to_seq", sa.BigInteger(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("leaves", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("replica_id", "from_seq", "to_seq", name="pk_origin_mark"),
    )
