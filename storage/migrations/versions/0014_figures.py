"""Figures that a named source enters; the day by which they are asked for stands with their KPIs already."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('figures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cycle_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('department_id', sa.Integer(), nullable=True),
    sa.Column('kpi', sa.String(length=40), nullable=False),
    sa.Column('typed', sa.String(length=120), nullable=False),
    sa.Column('value', sa.String(length=60), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('corrects_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(person_id IS NULL) <> (department_id IS NULL)', name=op.f('ck_figures_somebodys')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_figures_by_id_people')),
    sa.ForeignKeyConstraint(['corrects_id'], ['figures.id'], name=op.f('fk_figures_corrects_id_figures')),
    sa.ForeignKeyConstraint(['cycle_id'], ['cycles.id'], name=op.f('fk_figures_cycle_id_cycles')),
    sa.ForeignKeyConstraint(['department_id'], ['departments.id'], name=op.f('fk_figures_department_id_departments')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_figures_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figures'))
    )
    op.create_index('ix_figures_cycle_id_department_id', 'figures', ['cycle_id', 'department_id'], unique=False)
    op.create_index('ix_figures_cycle_id_person_id', 'figures', ['cycle_id', 'person_id'], unique=False)
