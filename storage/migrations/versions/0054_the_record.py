"""The record: a chain of hashes. It seals nothing by itself; what there is waits for the first seal.

Which rows wait, and what guards them, is made from the table of sources after the last migration: see
storage.record.guards.
"""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("digests", sa.JSON(), nullable=False),
        sa.Column("salts", sa.JSON(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_record")),
        sa.UniqueConstraint("source", "row_id", name=op.f("uq_record_source_row_id")),
    )
    op.create_table(
        "record_waiting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_waiting")),
        sa.UniqueConstraint("source", "row_id", name=op.f("uq_record_waiting_source_row_id")),
    )
    op.create_table(
        "record_openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_record_openings_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_openings")),
    )
    op.create_table(
        "heads_told",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", "place", name=op.f("pk_heads_told")),
    )
    # A contribution is written anew, never over: the newest of a person holds.
    op.create_table(
        "contributions_kept",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False, server_default="[]"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_contributions_person_id_people")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_contributions_review_id_reviews")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_kept")),
    )
    op.execute(
        "INSERT INTO contributions_kept (review_id, person_id, text, at, items)"
        " SELECT review_id, person_id, text, at, items FROM contributions ORDER BY at, person_id"
    )
    op.drop_table("contributions")
    op.rename_table("contributions_kept", "contributions")
    op.create_index(op.f("ix_contributions_review_id_person_id"), "contributions", ["review_id", "person_id"])
