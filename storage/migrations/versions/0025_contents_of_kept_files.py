"""What was in the files of cases. Of those that are kept already only the name is: they say so."""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('pocket_files', schema=None) as batch_op:
        batch_op.add_column(sa.Column('keeping', sa.String(length=40), nullable=False, server_default='earlier'))
        batch_op.add_column(sa.Column('retry_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('leased_until', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('attempts', sa.Integer(), nullable=False, server_default='0'))
        batch_op.create_index('ix_pocket_files_keeping_retry_at', ['keeping', 'retry_at'])
    op.create_table('pocket_contents',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('fetched_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id', 'position'], ['pocket_files.case_id', 'pocket_files.position'], name=op.f('fk_pocket_contents_case_id_pocket_files')),
    sa.PrimaryKeyConstraint('case_id', 'position', name=op.f('pk_pocket_contents'))
    )
