"""What only some requests say, and the messages that somebody sends to the desk with an emoji."""

import sqlalchemy as sa
from alembic import op

revision = '0033'
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('request_details',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('device', sa.String(length=200), nullable=False),
    sa.Column('reach', sa.String(length=40), nullable=True),
    sa.Column('for_whom', sa.String(length=500), nullable=False),
    sa.Column('wished_by', sa.String(length=200), nullable=False),
    sa.Column('extra', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_request_details_request_id_requests')),
    sa.PrimaryKeyConstraint('request_id', name=op.f('pk_request_details'))
    )
    op.create_table('request_reactions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('channel', sa.String(length=32), nullable=False),
    sa.Column('ts', sa.String(length=32), nullable=False),
    sa.Column('thread_ts', sa.String(length=32), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_request_reactions_author_id_people')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_request_reactions_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request_reactions')),
    sa.UniqueConstraint('person_id', 'channel', 'ts', name=op.f('uq_request_reactions_person_id_channel_ts'))
    )
