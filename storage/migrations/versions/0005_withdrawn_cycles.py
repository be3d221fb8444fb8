"""Withdrawn cycles; since when a request is its owner's; up to when the passing of time was seen to."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cycles") as batch_op:
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_because", sa.Text(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_cycles_withdrawn_by_id_people"), "people", ["withdrawn_by_id"], ["id"]
        )
        batch_op.drop_constraint(op.f("uq_cycles_name"), type_="unique")
    standing = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "ix_cycles_name", "cycles", ["name"], unique=True, sqlite_where=standing, postgresql_where=standing
    )
    with op.batch_alter_table("requests") as batch_op:
        batch_op.add_column(sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "passed_until",
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("what", name=op.f("pk_passed_until")),
    )
