"""Input about people: what was asked, of whom, and what they gave."""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "input_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("submission", sa.String(length=58), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["people.id"], name=op.f("fk_input_requests_about_id_people")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["people.id"], name=op.f("fk_input_requests_asked_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_requests")),
        sa.UniqueConstraint("submission", name=op.f("uq_input_requests_submission")),
    )
    op.create_index("ix_input_requests_about_id", "input_requests", ["about_id"])
    op.create_index("ix_input_requests_state", "input_requests", ["state"])
    op.create_table(
        "input_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=False),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("facts", sa.JSON(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_input_history_by_id_people")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["input_requests.id"], name=op.f("fk_input_history_request_id_input_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_history")),
        sa.UniqueConstraint("request_id", "number", name=op.f("uq_input_history_request_id_number")),
    )
    op.create_table(
        "input_givers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answered", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_input_givers_person_id_people")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["input_requests.id"], name=op.f("fk_input_givers_request_id_input_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_givers")),
        sa.UniqueConstraint("request_id", "person_id", name=op.f("uq_input_givers_request_id_person_id")),
    )
    op.create_index("ix_input_givers_person_id", "input_givers", ["person_id"])
