"""E-mail addresses without the invisible characters that were copied along with them."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

PEOPLE = sa.table('people', sa.column('id', sa.Integer), sa.column('email', sa.String))


def upgrade() -> None:
    bind = op.get_bind()
    emails = {row.id: row.email for row in bind.execute(sa.select(PEOPLE.c.id, PEOPLE.c.email))}
    taken = set(emails.values())
    for person, email in emails.items():
        clean = _clean(email)
        # Two people with one address: the next import of the organisation says who has left.
        if clean and clean not in taken:
            taken.add(clean)
            bind.execute(sa.update(PEOPLE).where(PEOPLE.c.id == person).values(email=clean))


def _clean(email: str) -> str:
    seen = ''.join(sign for sign in email if unicodedata.category(sign) not in ('Cc', 'Cf'))
    return unicodedata.normalize('NFKC', seen).strip().lower()
