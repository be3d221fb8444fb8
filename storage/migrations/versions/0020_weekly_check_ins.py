"""Weekly check-ins with their history and their answers, and which digests were announced."""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('check_ins',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('manager_id', sa.Integer(), nullable=False),
    sa.Column('goals_id', sa.Integer(), nullable=False),
    sa.Column('week', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('lapses_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('skipped_for', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['people.id'], name=op.f('fk_check_ins_employee_id_people')),
    sa.ForeignKeyConstraint(['goals_id'], ['goals.id'], name=op.f('fk_check_ins_goals_id_goals')),
    sa.ForeignKeyConstraint(['manager_id'], ['people.id'], name=op.f('fk_check_ins_manager_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_ins')),
    sa.UniqueConstraint('employee_id', 'week', name=op.f('uq_check_ins_employee_id_week'))
    )
    op.create_index('ix_check_ins_manager_id_week', 'check_ins', ['manager_id', 'week'])
    op.create_index('ix_check_ins_week', 'check_ins', ['week'])
    op.create_table('check_in_history',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('check_in_id', sa.Integer(), nullable=False),
    sa.Column('event', sa.String(length=40), nullable=False),
    sa.Column('from_state', sa.String(length=40), nullable=False),
    sa.Column('to_state', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('facts', sa.JSON(), server_default='{}', nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_check_in_history_by_id_people')),
    sa.ForeignKeyConstraint(['check_in_id'], ['check_ins.id'], name=op.f('fk_check_in_history_check_in_id_check_ins')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_in_history')),
    sa.UniqueConstraint('check_in_id', 'number', name=op.f('uq_check_in_history_check_in_id_number'))
    )
    op.create_table('check_in_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('check_in_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kpis', sa.JSON(), nullable=False),
    sa.Column('blockers', sa.Text(), nullable=False),
    sa.Column('helpers', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['check_in_id'], ['check_ins.id'], name=op.f('fk_check_in_answers_check_in_id_check_ins')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_in_answers')),
    sa.UniqueConstraint('check_in_id', 'number', name=op.f('uq_check_in_answers_check_in_id_number'))
    )
    op.create_table('digests',
    sa.Column('manager_id', sa.Integer(), nullable=False),
    sa.Column('week', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['manager_id'], ['people.id'], name=op.f('fk_digests_manager_id_people')),
    sa.PrimaryKeyConstraint('manager_id', 'week', name=op.f('pk_digests'))
    )
