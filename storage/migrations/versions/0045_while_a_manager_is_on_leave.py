"""Who has whose reviews while they are on leave."""

import sqlalchemy as sa
from alembic import op

revision = '0045'
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('delegations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('manager_id', sa.Integer(), nullable=False),
    sa.Column('delegate_id', sa.Integer(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_delegations_by_id_people')),
    sa.ForeignKeyConstraint(['delegate_id'], ['people.id'], name=op.f('fk_delegations_delegate_id_people')),
    sa.ForeignKeyConstraint(['ended_by_id'], ['people.id'], name=op.f('fk_delegations_ended_by_id_people')),
    sa.ForeignKeyConstraint(['manager_id'], ['people.id'], name=op.f('fk_delegations_manager_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegations'))
    )
    op.create_index(op.f('ix_delegations_delegate_id'), 'delegations', ['delegate_id'])
    op.create_index(op.f('ix_delegations_manager_id'), 'delegations', ['manager_id'])
    with op.batch_alter_table('reviews') as table:
        table.add_column(sa.Column('delegate_id', sa.Integer(), nullable=True))
        table.create_foreign_key(op.f('fk_reviews_delegate_id_people'), 'people', ['delegate_id'], ['id'])
        table.create_index(op.f('ix_reviews_delegate_id'), ['delegate_id'])
