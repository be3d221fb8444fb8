"""One shape of history with typed facts, what people owe as rows, and KPI sheets with a state.

Cards and notices that wait are brought under their new names; what was said keeps its own.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _obligations()
    _reviews()
    _requests()
    _sheets()
    _cards()
    _notices()


def _obligations() -> None:
    op.create_table('obligations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lapses_on', sa.Date(), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=20), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['other_id'], ['people.id'], name=op.f('fk_obligations_other_id_people')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_obligations_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_obligations'))
    )
    is_open = sa.text('done_at IS NULL')
    op.create_index('ix_obligations_subject_id_open', 'obligations', ['subject', 'subject_id'],
                    sqlite_where=is_open, postgresql_where=is_open)
    op.create_index('ix_obligations_person_id_open', 'obligations', ['person_id'],
                    sqlite_where=is_open, postgresql_where=is_open)
    op.create_index('ix_obligations_done_at', 'obligations', ['done_at'])
    op.create_index('ix_obligations_since', 'obligations', ['since'])


def _reviews() -> None:
    op.add_column('review_history', sa.Column('facts', sa.JSON(), nullable=False, server_default='{}'))
    _hand_overs_as_facts()


def _hand_overs_as_facts() -> None:
    """Who had a review before stood as an address in the note of its entry."""
    connection = op.get_bind()
    by_address: dict[str, int] = {}
    for table, column in (('former_addresses', 'person_id'), ('people', 'id')):
        address = 'address' if column == 'person_id' else 'email'
        for person, written in connection.execute(sa.text(f'SELECT {column}, {address} FROM {table}')):
            by_address[written.lower()] = person
    managers: dict[int, int] = dict(connection.execute(sa.text('SELECT id, manager_id FROM reviews')).all())
    entries = connection.execute(sa.text(
        "SELECT id, review_id, note FROM review_history WHERE event = 'hand_over' ORDER BY review_id, number DESC"
    )).all()
    latest: dict[int, int | None] = {}
    for entry, review, note in entries:
        new = latest.get(review, managers[review])
        old = by_address.get((note or '').lower())
        latest[review] = old
        facts = {name: person for name, person in (('was', old), ('now', new)) if person is not None}
        connection.execute(
            sa.text('UPDATE review_history SET facts = :facts, note = :note WHERE id = :id'),
            {'facts': json.dumps({'manager': {'was': None, 'now': None, **facts}}),
             'note': None if old is not None else note, 'id': entry},
        )


def _requests() -> None:
    connection = op.get_bind()
    op.add_column('requests', sa.Column('owed_since', sa.DateTime(timezone=True), nullable=True))
    op.add_column('requests', sa.Column('promised_for', sa.Date(), nullable=True))
    connection.execute(sa.text("""
        UPDATE requests SET owed_since = COALESCE((
            SELECT MAX(entry.at) FROM request_entries AS entry
            WHERE entry.request_id = requests.id
            AND (entry.event IN ('file', 'ask') OR entry.from_state <> entry.to_state)
        ), filed_at)
    """))
    connection.execute(sa.text("""
        UPDATE requests SET owed_since = handed_over_at
        WHERE state = 'new' AND handed_over_at IS NOT NULL AND handed_over_at > owed_since
    """))
    connection.execute(sa.text("""
        UPDATE requests SET promised_for = (
            SELECT entry.due_on FROM request_entries AS entry
            WHERE entry.request_id = requests.id AND entry.event = 'accept'
            ORDER BY entry.number DESC LIMIT 1
        ) WHERE state = 'accepted'
    """))
    op.add_column('request_entries', sa.Column('facts', sa.JSON(), nullable=False, server_default='{}'))
    for entry, due_on in connection.execute(sa.text(
        'SELECT id, due_on FROM request_entries WHERE due_on IS NOT NULL'
    )).all():
        connection.execute(
            sa.text('UPDATE request_entries SET facts = :facts WHERE id = :id'),
            {'facts': json.dumps({'promised_for': str(due_on)}), 'id': entry},
        )
    with op.batch_alter_table('requests') as batch:
        batch.alter_column('owed_since', existing_type=sa.DateTime(timezone=True), nullable=False)
        batch.drop_column('handed_over_at')
    with op.batch_alter_table('request_entries') as batch:
        batch.alter_column('text', new_column_name='note', existing_type=sa.Text(), nullable=True)
        batch.alter_column('by_id', existing_type=sa.Integer(), nullable=True)
        batch.drop_column('due_on')


def _sheets() -> None:
    with op.batch_alter_table('kpi_sheets') as batch:
        batch.add_column(sa.Column('state', sa.String(length=40), nullable=False, server_default='agreed'))
        batch.alter_column('agreed_at', existing_type=sa.DateTime(timezone=True), nullable=True)
    with op.batch_alter_table('kpi_sheets') as batch:
        batch.alter_column('state', existing_type=sa.String(length=40), server_default=None)


def _cards() -> None:
    op.get_bind().execute(sa.text(
        "UPDATE cards SET key = 'my-review' || SUBSTR(key, LENGTH('quarter') + 1) WHERE key LIKE 'quarter:%'"
    ))


_CARDS = {
    'QuarterCardChanged': 'my-review:{review_id}',
    'TeamProgressChanged': 'team:{cycle_id}:{to}',
    'SelfScoreHandedIn': 'approval:{review_id}:{to}',
    'QuestionCardChanged': 'question:{review_id}:{number}',
    'NudgeChanged': 'nudge:{to}:{day}',
    'RequestCardChanged': 'request:{request_id}',
    'MyRequestChanged': 'my-request:{request_id}',
}
_NEWS = {'QuarterOpened': 'ReviewOpened', 'QuarterWithdrawn': 'ReviewWithdrawn', 'MoreAsked': 'MoreAsked'}


def _notices() -> None:
    """What waits is sent under its new name; what was sent is left as it is."""
    connection = op.get_bind()
    outbox = sa.table('outbox', sa.column('id', sa.Integer), sa.column('key', sa.String),
                      sa.column('kind', sa.String), sa.column('payload', sa.JSON), sa.column('status', sa.String))
    known = set(connection.scalars(sa.select(outbox.c.key)))
    waiting = connection.execute(sa.select(outbox).where(
        outbox.c.status != 'sent', outbox.c.kind.in_([*_CARDS, *_NEWS])
    )).all()
    for row in waiting:
        kind, payload = _renamed(row.kind, row.payload)
        key = ':'.join([kind, *(str(value) for value in payload.values())])
        if key in known and key != row.key:
            connection.execute(sa.delete(outbox).where(outbox.c.id == row.id))
            continue
        known.add(key)
        connection.execute(
            sa.update(outbox).where(outbox.c.id == row.id).values(key=key, kind=kind, payload=payload)
        )


def _renamed(kind: str, payload: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if kind in _CARDS:
        card = _CARDS[kind].format(**payload)
        return 'CardStale', {'to': payload.get('to'), 'card': card, 'because': payload['version']}
    if kind == 'MoreAsked' and 'version' in payload:
        payload = {'to': payload['to'], 'review_id': payload['review_id'], 'number': int(payload['version'])}
    return _NEWS[kind], payload
