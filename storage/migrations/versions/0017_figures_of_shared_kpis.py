"""A KPI that several share has one figure: it belongs to all of them. No figure does yet."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

ONE_OF_THEM = (
    "CASE WHEN person_id IS NULL THEN 0 ELSE 1 END + CASE WHEN department_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN shared_id IS NULL THEN 0 ELSE 1 END = 1"
)


def upgrade() -> None:
    with op.batch_alter_table('figures', schema=None) as batch_op:
        batch_op.add_column(sa.Column('shared_id', sa.Integer(), nullable=True))
        batch_op.drop_constraint(op.f('ck_figures_somebodys'), type_='check')
        batch_op.create_check_constraint(op.f('ck_figures_somebodys'), ONE_OF_THEM)
        batch_op.create_foreign_key(
            op.f('fk_figures_shared_id_shared_kpis'), 'shared_kpis', ['shared_id'], ['id']
        )
        batch_op.create_index('ix_figures_cycle_id_shared_id', ['cycle_id', 'shared_id'])
