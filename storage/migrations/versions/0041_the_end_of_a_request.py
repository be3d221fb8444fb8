"""The end of a request: what its requester says of it, and whether they said that it is settled."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0041'
down_revision = "0040"
branch_labels = None
depends_on = None

REQUESTS = sa.table(
    'requests',
    sa.column('id', sa.Integer()),
    sa.column('state', sa.String()),
    sa.column('version', sa.Integer()),
    sa.column('owed_since', sa.DateTime(timezone=True)),
)
ENTRIES = sa.table(
    'request_entries',
    sa.column('request_id', sa.Integer()),
    sa.column('number', sa.Integer()),
    sa.column('event', sa.String()),
    sa.column('from_state', sa.String()),
    sa.column('to_state', sa.String()),
    sa.column('at', sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    op.create_table('satisfaction',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('good', sa.Boolean(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_satisfaction_by_id_people')),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_satisfaction_request_id_requests')),
    sa.PrimaryKeyConstraint('request_id', name=op.f('pk_satisfaction'))
    )
    op.create_index(op.f('ix_satisfaction_at'), 'satisfaction', ['at'])
    close_what_was_done(op.get_bind(), now=datetime.now(UTC))


def close_what_was_done(database: sa.engine.Connection, *, now: datetime) -> None:
    """Nobody is asked now about what was done before anybody was asked: it is closed, and can be reopened as
    long as what is closed from now on.
    """
    done = sa.select(
        REQUESTS.c.id, REQUESTS.c.version + 1, sa.literal('expire'), sa.literal('done'),
        sa.literal('unconfirmed'), sa.literal(now, sa.DateTime(timezone=True)),
    ).where(REQUESTS.c.state == 'done')
    database.execute(
        sa.insert(ENTRIES).from_select(['request_id', 'number', 'event', 'from_state', 'to_state', 'at'], done)
    )
    database.execute(
        sa.update(REQUESTS)
        .where(REQUESTS.c.state == 'done')
        .values(state='unconfirmed', version=REQUESTS.c.version + 1, owed_since=now)
    )
