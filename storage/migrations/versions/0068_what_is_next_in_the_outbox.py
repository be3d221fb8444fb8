"""What goes next is found without looking at all that waits: ten thousand do after a cycle was opened."""

from alembic import op

revision = "0068"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_outbox_lane_status_due_at", "outbox", ["lane", "status", "due_at"])
    op.drop_index("ix_outbox_lane_status", table_name="outbox")
    op.create_index("ix_outbox_status_bulk_due_at_id", "outbox", ["status", "bulk", "due_at", "id"])
    op.drop_index("ix_outbox_status_bulk_due_at", table_name="outbox")
