"""Goals of a period with their signatures; KPIs with a duty, a direction and a source; two moments of opening.

Every cycle that stands was opened for scoring, and every sheet came with the organisation file.
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _cycles()
    _sheets()
    _goals()


def _cycles() -> None:
    op.add_column('cycles', sa.Column('goals_opened_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('cycles', sa.Column('goals_due', sa.Date(), nullable=True))
    op.add_column('cycles', sa.Column('scoring_opens_on', sa.Date(), nullable=True))
    op.add_column('cycles', sa.Column('scoring_opened_at', sa.DateTime(timezone=True), nullable=True))
    op.execute(sa.text('UPDATE cycles SET scoring_opened_at = opened_at'))


def _sheets() -> None:
    with op.batch_alter_table('kpi_sheets', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('origin', sa.String(length=40), nullable=False, server_default='file')
        )
        batch_op.add_column(sa.Column('cycle_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('counts_from', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('because', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('proposed_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(op.f('fk_kpi_sheets_cycle_id_cycles'), 'cycles', ['cycle_id'], ['id'])
        batch_op.create_foreign_key(
            op.f('fk_kpi_sheets_proposed_by_id_people'), 'people', ['proposed_by_id'], ['id']
        )
    with op.batch_alter_table('kpi_items', schema=None) as batch_op:
        batch_op.add_column(sa.Column('duty', sa.String(length=150), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('quantity', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('direction', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('measures', sa.String(length=40), nullable=True))
        batch_op.add_column(
            sa.Column('scored_by', sa.String(length=40), nullable=False, server_default='words')
        )
        batch_op.add_column(sa.Column('figure_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('arrives_days', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f('fk_kpi_items_figure_by_id_people'), 'people', ['figure_by_id'], ['id']
        )


def _goals() -> None:
    op.create_table('goals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cycle_id', sa.Integer(), nullable=False),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('manager_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('owed_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sheet_id', sa.Integer(), nullable=True),
    sa.Column('agreed_sheet_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['cycle_id'], ['cycles.id'], name=op.f('fk_goals_cycle_id_cycles')),
    sa.ForeignKeyConstraint(['employee_id'], ['people.id'], name=op.f('fk_goals_employee_id_people')),
    sa.ForeignKeyConstraint(['manager_id'], ['people.id'], name=op.f('fk_goals_manager_id_people')),
    sa.ForeignKeyConstraint(['sheet_id'], ['kpi_sheets.id'], name=op.f('fk_goals_sheet_id_kpi_sheets')),
    sa.ForeignKeyConstraint(['agreed_sheet_id'], ['kpi_sheets.id'],
                            name=op.f('fk_goals_agreed_sheet_id_kpi_sheets')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goals')),
    sa.UniqueConstraint('cycle_id', 'employee_id', name=op.f('uq_goals_cycle_id_employee_id'))
    )
    op.create_index('ix_goals_employee_id', 'goals', ['employee_id'])
    op.create_index('ix_goals_manager_id_state', 'goals', ['manager_id', 'state'])
    op.create_table('goals_history',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('goals_id', sa.Integer(), nullable=False),
    sa.Column('event', sa.String(length=40), nullable=False),
    sa.Column('from_state', sa.String(length=40), nullable=False),
    sa.Column('to_state', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False, server_default='{}'),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_goals_history_by_id_people')),
    sa.ForeignKeyConstraint(['goals_id'], ['goals.id'], name=op.f('fk_goals_history_goals_id_goals')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goals_history')),
    sa.UniqueConstraint('goals_id', 'number', name=op.f('uq_goals_history_goals_id_number'))
    )
    op.create_table('signatures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sheet_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(length=40), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('in_place_of_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['sheet_id'], ['kpi_sheets.id'], name=op.f('fk_signatures_sheet_id_kpi_sheets')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_signatures_by_id_people')),
    sa.ForeignKeyConstraint(['in_place_of_id'], ['people.id'],
                            name=op.f('fk_signatures_in_place_of_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signatures')),
    sa.UniqueConstraint('sheet_id', 'side', name=op.f('uq_signatures_sheet_id_side'))
    )
