"""Developers in peace: focus, who may mention them, groups, the week's count.

Every ping of before named one developer; the notes about them were all said.
"""

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('deflected_pings', schema=None) as batch_op:
        batch_op.alter_column('developer_id', existing_type=sa.INTEGER(), nullable=True)
        batch_op.add_column(sa.Column('groups', sa.String(length=200), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('focus_until', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('is_quiet', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('request_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_deflected_pings_request_id_requests'), 'requests', ['request_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_deflected_pings_at'), ['at'])
        batch_op.create_index(batch_op.f('ix_deflected_pings_request_id'), ['request_id'])
        batch_op.create_index('ix_deflected_pings_author_id_channel', ['author_id', 'channel'])
    with op.batch_alter_table('stranger_pings', schema=None) as batch_op:
        batch_op.alter_column('developer_id', existing_type=sa.INTEGER(), nullable=True)
        batch_op.add_column(sa.Column('groups', sa.String(length=200), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('is_quiet', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_index(batch_op.f('ix_stranger_pings_at'), ['at'])
        batch_op.create_index('ix_stranger_pings_slack_id_channel', ['slack_id', 'channel'])
    op.create_table('pinged_developers',
    sa.Column('ping_id', sa.Integer(), nullable=False),
    sa.Column('developer_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('by_name', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['developer_id'], ['people.id'], name=op.f('fk_pinged_developers_developer_id_people')),
    sa.ForeignKeyConstraint(['ping_id'], ['deflected_pings.id'], name=op.f('fk_pinged_developers_ping_id_deflected_pings')),
    sa.PrimaryKeyConstraint('ping_id', 'developer_id', name=op.f('pk_pinged_developers'))
    )
    op.create_index(op.f('ix_pinged_developers_developer_id'), 'pinged_developers', ['developer_id'])
    op.execute(
        'INSERT INTO pinged_developers (ping_id, developer_id, position, by_name)'
        ' SELECT id, developer_id, 0, TRUE FROM deflected_pings'
    )
    op.create_table('ping_notes',
    sa.Column('ping_id', sa.Integer(), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ping_id'], ['deflected_pings.id'], name=op.f('fk_ping_notes_ping_id_deflected_pings')),
    sa.PrimaryKeyConstraint('ping_id', name=op.f('pk_ping_notes'))
    )
    op.create_index(op.f('ix_ping_notes_kept_at'), 'ping_notes', ['kept_at'])
    op.create_table('focuses',
    sa.Column('developer_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['developer_id'], ['people.id'], name=op.f('fk_focuses_developer_id_people')),
    sa.PrimaryKeyConstraint('developer_id', name=op.f('pk_focuses'))
    )
    op.create_index(op.f('ix_focuses_until'), 'focuses', ['until'])
    op.create_table('allowed_pings',
    sa.Column('developer_id', sa.Integer(), nullable=False),
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['people.id'], name=op.f('fk_allowed_pings_colleague_id_people')),
    sa.ForeignKeyConstraint(['developer_id'], ['people.id'], name=op.f('fk_allowed_pings_developer_id_people')),
    sa.PrimaryKeyConstraint('developer_id', 'colleague_id', name=op.f('pk_allowed_pings'))
    )
    op.create_index(op.f('ix_allowed_pings_colleague_id'), 'allowed_pings', ['colleague_id'])
    op.create_table('pings_weekly',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_pings_weekly_person_id_people')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_pings_weekly'))
    )
    op.create_table('exempt_channels',
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('slack_id', sa.String(length=32), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_exempt_channels'))
    )
    op.create_index(op.f('ix_exempt_channels_slack_id'), 'exempt_channels', ['slack_id'])
    op.create_table('developer_groups',
    sa.Column('slack_id', sa.String(length=32), nullable=False),
    sa.Column('handle', sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint('slack_id', name=op.f('pk_developer_groups'))
    )
    op.create_table('group_members',
    sa.Column('group_id', sa.String(length=32), nullable=False),
    sa.Column('account', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['developer_groups.slack_id'], name=op.f('fk_group_members_group_id_developer_groups')),
    sa.PrimaryKeyConstraint('group_id', 'account', name=op.f('pk_group_members'))
    )
