"""Improvement actions, what happened to them, which results want a plan; HR's record of the four gates."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("submission", sa.String(length=58), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("tied_to", sa.String(length=40), nullable=True),
        sa.Column("tied_key", sa.String(length=40), nullable=True),
        sa.Column("tied_name", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("gap", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("open_then", sa.Integer(), nullable=False),
        sa.Column("few", sa.Boolean(), nullable=False),
        sa.Column("hits", sa.Boolean(), nullable=False),
        sa.Column("lands", sa.Text(), nullable=False),
        sa.Column("support", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("offered", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_actions_person_id_people")),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_actions_owner_id_people")),
        sa.ForeignKeyConstraint(["written_by_id"], ["people.id"], name=op.f("fk_actions_written_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("submission", name=op.f("uq_actions_submission")),
    )
    op.create_index("ix_actions_person_id_state", "actions", ["person_id", "state"])
    op.create_index("ix_actions_owner_id_state", "actions", ["owner_id", "state"])
    op.create_table(
        "action_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=False),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False, server_default="{}"),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_action_history_action_id_actions")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_action_history_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_history")),
        sa.UniqueConstraint("action_id", "number", name=op.f("uq_action_history_action_id_number")),
    )
    op.create_table(
        "plans_wanted",
        sa.Column("review_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_plans_wanted_review_id_reviews")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_plans_wanted_person_id_people")),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_plans_wanted")),
    )
    op.create_index(op.f("ix_plans_wanted_person_id"), "plans_wanted", ["person_id"])
    op.create_table(
        "post_offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("submission", sa.String(length=58), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_post_offers_person_id_people")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_post_offers_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_offers")),
        sa.UniqueConstraint("submission", name=op.f("uq_post_offers_submission")),
    )
    op.create_index(op.f("ix_post_offers_person_id"), "post_offers", ["person_id"])
    op.create_table(
        "gates_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_gates_views_person_id_people")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_gates_views_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gates_views")),
    )
    op.create_index(op.f("ix_gates_views_person_id"), "gates_views", ["person_id"])
