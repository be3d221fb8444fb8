"""A year's review fixes what its periods came to, and by how many days each counts."""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "year_periods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("of_days", sa.Integer(), nullable=False),
        sa.Column("missing", sa.String(length=40), nullable=True),
        sa.Column("came_to", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_year_periods_review_id_reviews")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["reviews.id"], name=op.f("fk_year_periods_source_id_reviews")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_periods")),
        sa.UniqueConstraint(
            "review_id", "number", "period", name=op.f("uq_year_periods_review_id_number_period")
        ),
    )
    op.create_index(op.f("ix_year_periods_source_id"), "year_periods", ["source_id"])
