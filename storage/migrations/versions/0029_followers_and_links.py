"""Who follows a request, and which requests are the same or were one."""

import sqlalchemy as sa
from alembic import op

revision = '0029'
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('request_followers',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('via', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_request_followers_request_id_requests')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_request_followers_person_id_people')),
    sa.PrimaryKeyConstraint('request_id', 'person_id', name=op.f('pk_request_followers'))
    )
    op.create_index(op.f('ix_request_followers_person_id'), 'request_followers', ['person_id'])
    op.create_table('request_links',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('link', sa.String(length=40), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_request_links_request_id_requests')),
    sa.ForeignKeyConstraint(['other_id'], ['requests.id'], name=op.f('fk_request_links_other_id_requests')),
    sa.PrimaryKeyConstraint('request_id', 'link', name=op.f('pk_request_links'))
    )
    op.create_index(op.f('ix_request_links_other_id'), 'request_links', ['other_id'])
