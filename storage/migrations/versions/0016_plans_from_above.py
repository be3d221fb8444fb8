"""The plan's goals with their history, KPIs that hang on one of them, and KPIs that several share.

No KPI hangs on a goal yet, and none is shared.
"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _plan()
    _shared()
    with op.batch_alter_table('kpi_items', schema=None) as batch_op:
        batch_op.add_column(sa.Column('goal_key', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('shared_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f('fk_kpi_items_shared_id_shared_kpis'), 'shared_kpis', ['shared_id'], ['id']
        )


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


def _shared() -> None:
    op.create_table('shared_kpis',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('shared_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=150), nullable=False),
    sa.Column('result', sa.String(length=300), nullable=False),
    sa.Column('measure', sa.String(length=300), nullable=False),
    sa.Column('unit', sa.String(length=40), nullable=False),
    sa.Column('target', sa.String(length=120), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('anchors', sa.JSON(), nullable=False),
    sa.Column('quantity', sa.String(length=40), nullable=True),
    sa.Column('direction', sa.String(length=40), nullable=True),
    sa.Column('measures', sa.String(length=40), nullable=True),
    sa.Column('scored_by', sa.String(length=40), nullable=False),
    sa.Column('figure_by_id', sa.Integer(), nullable=True),
    sa.Column('arrives_days', sa.Integer(), nullable=True),
    sa.Column('goal_key', sa.String(length=40), nullable=True),
    sa.Column('cycle_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('proposed_by_id', sa.Integer(), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('because', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['cycle_id'], ['cycles.id'], name=op.f('fk_shared_kpis_cycle_id_cycles')),
    sa.ForeignKeyConstraint(['figure_by_id'], ['people.id'], name=op.f('fk_shared_kpis_figure_by_id_people')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['people.id'],
                            name=op.f('fk_shared_kpis_proposed_by_id_people')),
    sa.ForeignKeyConstraint(['shared_id'], ['shared_kpis.id'],
                            name=op.f('fk_shared_kpis_shared_id_shared_kpis')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_kpis')),
    sa.UniqueConstraint('shared_id', 'number', name=op.f('uq_shared_kpis_shared_id_number'))
    )
    op.create_index('ix_shared_kpis_state', 'shared_kpis', ['state'])
    op.create_table('shared_kpi_owners',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('shared_kpi_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('department_id', sa.Integer(), nullable=True),
    sa.Column('agreed_by_id', sa.Integer(), nullable=True),
    sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('basis_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(person_id IS NULL) <> (department_id IS NULL)',
                       name=op.f('ck_shared_kpi_owners_somebodys')),
    sa.ForeignKeyConstraint(['agreed_by_id'], ['people.id'],
                            name=op.f('fk_shared_kpi_owners_agreed_by_id_people')),
    sa.ForeignKeyConstraint(['basis_id'], ['kpi_sheets.id'],
                            name=op.f('fk_shared_kpi_owners_basis_id_kpi_sheets')),
    sa.ForeignKeyConstraint(['department_id'], ['departments.id'],
                            name=op.f('fk_shared_kpi_owners_department_id_departments')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_shared_kpi_owners_person_id_people')),
    sa.ForeignKeyConstraint(['shared_kpi_id'], ['shared_kpis.id'],
                            name=op.f('fk_shared_kpi_owners_shared_kpi_id_shared_kpis')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_kpi_owners')),
    sa.UniqueConstraint('shared_kpi_id', 'department_id',
                        name=op.f('uq_shared_kpi_owners_shared_kpi_id_department_id')),
    sa.UniqueConstraint('shared_kpi_id', 'person_id',
                        name=op.f('uq_shared_kpi_owners_shared_kpi_id_person_id'))
    )
    op.create_index('ix_shared_kpi_owners_person_id', 'shared_kpi_owners', ['person_id'])
    op.create_index('ix_shared_kpi_owners_shared_kpi_id', 'shared_kpi_owners', ['shared_kpi_id'])
    op.create_table('shared_kpi_history',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('shared_kpi_id', sa.Integer(), nullable=False),
    sa.Column('event', sa.String(length=40), nullable=False),
    sa.Column('from_state', sa.String(length=40), nullable=False),
    sa.Column('to_state', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False, server_default='{}'),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_shared_kpi_history_by_id_people')),
    sa.ForeignKeyConstraint(['shared_kpi_id'], ['shared_kpis.id'],
                            name=op.f('fk_shared_kpi_history_shared_kpi_id_shared_kpis')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_kpi_history')),
    sa.UniqueConstraint('shared_kpi_id', 'number',
                        name=op.f('uq_shared_kpi_history_shared_kpi_id_number'))
    )
