"""Review schemes that a company adds; KPI sheets of departments, and reviews that pin them."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('schemes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_schemes')),
    sa.UniqueConstraint('key', 'version', name=op.f('uq_schemes_key_version'))
    )
    with op.batch_alter_table('kpi_sheets', schema=None) as batch_op:
        batch_op.alter_column('person_id', existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column('department_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f('fk_kpi_sheets_department_id_departments'), 'departments', ['department_id'], ['id']
        )
        batch_op.create_unique_constraint(
            op.f('uq_kpi_sheets_department_id_version'), ['department_id', 'version']
        )
        batch_op.create_check_constraint(
            op.f('ck_kpi_sheets_somebodys'), '(person_id IS NULL) <> (department_id IS NULL)'
        )
    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.add_column(sa.Column('team_sheet_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f('fk_reviews_team_sheet_id_kpi_sheets'), 'kpi_sheets', ['team_sheet_id'], ['id']
        )
