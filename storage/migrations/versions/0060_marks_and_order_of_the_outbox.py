"""A notice's own mark, and whether it is one of many that answers to a click go before."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A version before this one may still write beside it: what it adds has no mark and is known by its number.
    op.add_column("outbox", sa.Column("mark", sa.String(length=32), nullable=True))
    op.add_column("outbox", sa.Column("bulk", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE outbox SET mark = CAST(id AS VARCHAR(32))")
    op.create_index("ix_outbox_status_bulk_due_at", "outbox", ["status", "bulk", "due_at"])
