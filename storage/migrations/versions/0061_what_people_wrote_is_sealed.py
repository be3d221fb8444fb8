"""Columns that hold what people wrote take sealed values, which are longer; under which keys they are."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

TEXTS = {
    "scores": ("actual",),
    "figures": ("typed", "value", "source"),
    "pocket_files": ("name",),
    "search_documents": ("text",),
}
NUMBERS = {"scores": ("score",), "calibration_moves": ("was", "now")}


def upgrade() -> None:
    op.create_table(
        "sealing_keys",
        sa.Column("mark", sa.String(length=8), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_sealing_keys")),
    )
    for table in sorted({*TEXTS, *NUMBERS}):
        with op.batch_alter_table(table) as batch:
            for name in TEXTS.get(table, ()):
                batch.alter_column(name, type_=sa.Text())
            for name in NUMBERS.get(table, ()):
                batch.alter_column(
                    name, existing_type=sa.Integer(), type_=sa.Text(), postgresql_using=f"{name}::text"
                )
