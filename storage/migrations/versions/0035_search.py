"""What can be found by its words. What is open now is indexed by `steward rebuild`, or as it moves on."""

import sqlalchemy as sa
from alembic import op

revision = '0035'
down_revision = '0033'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('search_documents',
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('length', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=400), nullable=False),
    sa.PrimaryKeyConstraint('kind', 'document_id', name=op.f('pk_search_documents'))
    )
    op.create_table('search_postings',
    sa.Column('term', sa.String(length=24), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('frequency', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('term', 'kind', 'document_id', name=op.f('pk_search_postings'))
    )
    op.create_index('ix_search_postings_kind_document_id', 'search_postings', ['kind', 'document_id'])
    op.create_table('offered_choices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('choice', sa.String(length=40), nullable=False),
    sa.Column('about_id', sa.Integer(), nullable=True),
    sa.Column('submission', sa.String(length=64), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_offered_choices_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offered_choices')),
    sa.UniqueConstraint('person_id', 'submission', name=op.f('uq_offered_choices_person_id_submission'))
    )
    op.create_table('request_similar',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_request_similar_request_id_requests')),
    sa.ForeignKeyConstraint(['other_id'], ['requests.id'], name=op.f('fk_request_similar_other_id_requests')),
    sa.PrimaryKeyConstraint('request_id', 'other_id', name=op.f('pk_request_similar'))
    )
