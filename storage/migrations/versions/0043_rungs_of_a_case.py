"""For which rungs of a ladder a case speaks."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("scores", sa.Column("rungs", sa.String(length=20), nullable=True))
