"""The plan's goals with their history, and KPIs that hang on one of them.

No KPI hangs on a goal yet.
"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _plan()
    op.add_column('kpi_items', sa.Column('goal_key', sa.String(length=40), nullable=True))


def _plan() -> None:
    op.create_table('plan_goals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('parent_key', sa.String(length=40), nullable=True),
    sa.Column('department_id', sa.Integer(), nullable=True),
    sa.Column('period', sa.String(length=20), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('measure', sa.JSON(), nullable=False),
    sa.Column('unit', sa.JSON(), nullable=False),
    sa.Column('quantity', sa.String(length=40), nullable=False),
    sa.Column('target', sa.String(length=120), nullable=False),
    sa.Column('direction', sa.String(length=40), nullable=False),
    sa.Column('source', sa.JSON(), nullable=False),
    sa.Column('figure_by_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('is_by_hand', sa.Boolean(), nullable=False),
    sa.Column('retired_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['department_id'], ['departments.id'],
                            name=op.f('fk_plan_goals_department_id_departments')),
    sa.ForeignKeyConstraint(['figure_by_id'], ['people.id'], name=op.f('fk_plan_goals_figure_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_goals')),
    sa.UniqueConstraint('key', name=op.f('uq_plan_goals_key'))
    )
    op.create_index('ix_plan_goals_department_id', 'plan_goals', ['department_id'])
    op.create_table('plan_goal_history',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('goal_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=40), nullable=False),
    sa.Column('was', sa.JSON(), nullable=False),
    sa.Column('now', sa.JSON(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_plan_goal_history_by_id_people')),
    sa.ForeignKeyConstraint(['goal_id'], ['plan_goals.id'],
                            name=op.f('fk_plan_goal_history_goal_id_plan_goals')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_goal_history')),
    sa.UniqueConstraint('goal_id', 'number', name=op.f('uq_plan_goal_history_goal_id_number'))
    )
