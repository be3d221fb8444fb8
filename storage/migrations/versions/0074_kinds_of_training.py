"""Of which kind a training is: in a classroom, on the job, or shared among colleagues."""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("actions", sa.Column("training", sa.String(length=40), nullable=True))
