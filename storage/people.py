"""Queries about people."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.orm import Session

from bot.domain.people import Person, Role
from storage.models.people import BranchRow, DepartmentRow, HeldRoleRow, PersonRow

# Asked for with every request: put together once, and read without the weight of mapped rows.
_BY_SLACK_ID = select(PersonRow).where(PersonRow.slack_id == bindparam("slack_id"))
_ACTING = (
    select(
        PersonRow.id,
        PersonRow.email,
        PersonRow.name,
        PersonRow.post,
        DepartmentRow.name.label("department"),
        DepartmentRow.is_technical,
        BranchRow.name.label("branch"),
        BranchRow.country,
        func.coalesce(PersonRow.timezone, BranchRow.timezone).label("timezone"),
        func.coalesce(PersonRow.locale, bindparam("default_locale")).label("locale"),
        PersonRow.grade,
        select(func.aggregate_strings(cast(HeldRoleRow.role, String), ","))
        .where(HeldRoleRow.person_id == PersonRow.id)
        .scalar_subquery()
        .label("roles"),
        PersonRow.slack_id,
        PersonRow.manager_id,
        PersonRow.open_to_pings,
        PersonRow.left_on,
    )
    .join(DepartmentRow, DepartmentRow.id == PersonRow.department_id)
    .join(BranchRow, BranchRow.id == PersonRow.branch_id)
    .where(PersonRow.slack_id == bindparam("slack_id"))
)


class People:
    """The organisation's rows. People who left are found by id and Slack id, and listed nowhere."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, person_id: int) -> PersonRow:
        """Raises NoResultFound for an id that was never given."""
        return self._session.get_one(PersonRow, person_id)

    def by_slack_id(self, slack_id: str) -> PersonRow | None:
        return self._session.scalar(_BY_SLACK_ID, {"slack_id": slack_id})

    def acting(self, slack_id: str, *, default_locale: str) -> Person | None:
        """Who stands behind a Slack id, as a value; what `by_slack_id` and `value` give, in half the time."""
        facts = {"slack_id": slack_id, "default_locale": default_locale}
        found = self._session.execute(_ACTING, facts).mappings().one_or_none()
        if found is None:
            return None
        roles = frozenset(Role(role) for role in (found["roles"] or "").split(",") if role)
        return Person(**{**found, "roles": roles})

    def by_email(self, email: str) -> PersonRow | None:
        return self._session.scalar(select(PersonRow).where(func.lower(PersonRow.email) == email.lower()))

    def active(self) -> Sequence[PersonRow]:
        return self._session.scalars(
            select(PersonRow).where(PersonRow.left_on.is_(None)).order_by(PersonRow.id)
        ).all()

    def every(self) -> Sequence[PersonRow]:
        return self._session.scalars(select(PersonRow).order_by(PersonRow.id)).all()

    def holding(self, role: Role) -> Sequence[PersonRow]:
        """Active people with a role, in the order of their ids."""
        query = (
            select(PersonRow)
            .join(HeldRoleRow, HeldRoleRow.person_id == PersonRow.id)
            .where(HeldRoleRow.role == role, PersonRow.left_on.is_(None))
            .order_by(PersonRow.id)
        )
        return self._session.scalars(query).all()

    def branches(self) -> Sequence[BranchRow]:
        return self._session.scalars(select(BranchRow).order_by(BranchRow.id)).all()

    def departments(self) -> Sequence[DepartmentRow]:
        return self._session.scalars(select(DepartmentRow).order_by(DepartmentRow.id)).all()

    def profiles_to_read(
        self, *, linked_before: date, unlinked_before: date, limit: int
    ) -> Sequence[PersonRow]:
        """Active people whose profile was last read on or before a day, never-read ones first."""
        last = func.coalesce(PersonRow.profile_read_on, date.min)
        return self._session.scalars(
            select(PersonRow)
            .where(
                PersonRow.left_on.is_(None),
                (last <= linked_before) | (PersonRow.slack_id.is_(None) & (last < unlinked_before)),
            )
            .order_by(last, PersonRow.id)
            .limit(limit)
        ).all()
