"""What two registers need to agree again: signed heads, lines set aside, digests, revocation, former keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _feed_seal()
    _line_set_aside()
    _digests()
    _replicas()
    _incident()
    op.drop_index("ix_journal_record_id", table_name="journal")
    op.create_index("ix_journal_site_code_record_id", "journal", ["site_code", "record_id"], unique=False)
    op.drop_index("ix_received_record_id", table_name="received")
    op.create_index("ix_received_site_code_record_id", "received", ["site_code", "record_id"], unique=False)
    op.add_column("sync_state", sa.Column("digest_ok", sa.Boolean(), nullable=True))
    op.add_column("sync_state", sa.Column("digest_n", sa.BigInteger(), server_default="0", nullable=False))


def _feed_seal() -> None:
    op.create_table(
        "feed_seal",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "n", name="pk_feed_seal"),
    )


def _line_set_aside() -> None:
    op.create_table(
        "line_set_aside",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("set_aside_at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "epoch", "n", name="pk_line_set_aside"),
    )


def _digests() -> None:
    op.create_table(
        "record_digest",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("record_type", sa.String(length=16), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "record_id", name="pk_record_digest"),
    )
    op.create_table(
        "digest_state",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.Column("buckets", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", name="pk_digest_state"),
    )


def _replicas() -> None:
    op.add_column("known_replica", sa.Column("revoked_at", sa.String(length=24), nullable=True))
    op.add_column("known_replica", sa.Column("revoked_reason", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "known_replica",
        sa.Column("succeeded_by", sa.String(length=32), server_default="", nullable=False),
    )
    op.add_column("known_replica", sa.Column("offered_head", sa.LargeBinary(length=32), nullable=True))
    op.create_table(
        "former_key",
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("signing_public", sa.String(length=64), nullable=False),
        sa.Column("until_seq", sa.BigInteger(), nullable=False),
        sa.Column("replaced_at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("replica_id", "signing_public", name="pk_former_key"),
    )


def _incident() -> None:
    op.create_table(
        "sync_incident",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sync_incident"),
    )
    op.create_index("ix_sync_incident_at", "sync_incident", ["at"])
