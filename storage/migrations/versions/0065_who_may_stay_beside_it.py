"""The oldest version that works on a database of a revision: it may go on, and start, while others upgrade."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "works_from",
        sa.Column("revision", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_works_from")),
    )
