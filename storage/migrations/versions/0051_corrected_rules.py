"""Both versions of a scheme where a cycle went over to a corrected one; what a former manager says item by
item.
"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('fixed_rules', sa.Column('scheme_was', sa.JSON(), nullable=True))
    op.add_column('fixed_rules', sa.Column('scheme_now', sa.JSON(), nullable=True))
    op.add_column('contributions', sa.Column('items', sa.JSON(), nullable=False, server_default='[]'))
