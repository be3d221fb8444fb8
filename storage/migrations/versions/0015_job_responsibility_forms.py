"""Job-responsibility forms: where they are, their history, their versions, and the ratings under these.

They begin with the goals of a period: goals that were begun before have none.
"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('job_forms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('goals_id', sa.Integer(), nullable=False),
    sa.Column('cycle_id', sa.Integer(), nullable=False),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('manager_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('owed_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('filled', sa.Integer(), nullable=True),
    sa.Column('rated', sa.Integer(), nullable=True),
    sa.Column('head_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['cycle_id'], ['cycles.id'], name=op.f('fk_job_forms_cycle_id_cycles')),
    sa.ForeignKeyConstraint(['employee_id'], ['people.id'], name=op.f('fk_job_forms_employee_id_people')),
    sa.ForeignKeyConstraint(['goals_id'], ['goals.id'], name=op.f('fk_job_forms_goals_id_goals')),
    sa.ForeignKeyConstraint(['head_id'], ['people.id'], name=op.f('fk_job_forms_head_id_people')),
    sa.ForeignKeyConstraint(['manager_id'], ['people.id'], name=op.f('fk_job_forms_manager_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_forms')),
    sa.UniqueConstraint('goals_id', name=op.f('uq_job_forms_goals_id'))
    )
    op.create_index('ix_job_forms_employee_id', 'job_forms', ['employee_id'])
    op.create_index('ix_job_forms_cycle_id_manager_id', 'job_forms', ['cycle_id', 'manager_id'])
    op.create_table('job_form_history',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('form_id', sa.Integer(), nullable=False),
    sa.Column('event', sa.String(length=40), nullable=False),
    sa.Column('from_state', sa.String(length=40), nullable=False),
    sa.Column('to_state', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False, server_default='{}'),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_job_form_history_by_id_people')),
    sa.ForeignKeyConstraint(['form_id'], ['job_forms.id'], name=op.f('fk_job_form_history_form_id_job_forms')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_form_history')),
    sa.UniqueConstraint('form_id', 'number', name=op.f('uq_job_form_history_form_id_number'))
    )
    op.create_table('job_form_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('form_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_job_form_versions_by_id_people')),
    sa.ForeignKeyConstraint(['form_id'], ['job_forms.id'], name=op.f('fk_job_form_versions_form_id_job_forms')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_form_versions')),
    sa.UniqueConstraint('form_id', 'number', name=op.f('uq_job_form_versions_form_id_number'))
    )
    op.create_table('job_form_ratings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('partly_percent', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('in_place_of_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_job_form_ratings_by_id_people')),
    sa.ForeignKeyConstraint(['in_place_of_id'], ['people.id'],
                            name=op.f('fk_job_form_ratings_in_place_of_id_people')),
    sa.ForeignKeyConstraint(['version_id'], ['job_form_versions.id'],
                            name=op.f('fk_job_form_ratings_version_id_job_form_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_form_ratings')),
    sa.UniqueConstraint('version_id', name=op.f('uq_job_form_ratings_version_id'))
    )
