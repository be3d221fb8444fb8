"""Which files came along with a case."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("scores", sa.Column("files", sa.String(length=120), nullable=True))
