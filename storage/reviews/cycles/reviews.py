"""The reviews of a cycle, by the thousand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from bot.domain.goals.post import Post
from bot.domain.history import NOTHING_MORE, Facts, as_kept
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import OPENED, REVIEW, Event, State
from storage.models.people import PersonRow
from storage.models.reviews import (
    ReviewHistoryRow,
    ReviewRow,
)

BATCH = 2000

# Past the mapper, which would begin a new statement wherever a row has none of what the one before it has.
_REVIEWS = cast(Table, ReviewRow.__table__)
_ADD_REVIEWS = insert(_REVIEWS).returning(_REVIEWS.c.employee_id, _REVIEWS.c.id)


class InCycle(NamedTuple):
    """One review of a cycle with its employee's name."""

    review: Review
    employee: str


class CyclesReviews:
    """The number of statements does not grow a person."""

    _session: Session

    def add_reviews(
        self,
        cycle_id: int,
        people: Sequence[tuple[int, int, int, int | None]],
        *,
        by_id: int | None,
        at: datetime,
        posts: Mapping[int, Post],
        because: str | None = None,
    ) -> list[Review]:
        """A review for each (employee, manager, sheet, team's sheet), with the first row of its history.

        `posts`: by employee, the post whose abilities their review scores; what it asks for is kept.
        """
        held = {post.key: post for post in posts.values()}
        asked = {key: [each.model_dump(mode="json") for each in post.abilities] for key, post in held.items()}
        reviews: list[Review] = []
        for start in range(0, len(people), BATCH):
            rows: list[dict[str, Any]] = [
                {
                    "cycle_id": cycle_id,
                    "employee_id": employee,
                    "manager_id": manager,
                    "sheet_id": sheet,
                    "team_sheet_id": team_sheet,
                    "state": OPENED,
                    "owed_since": at,
                    "version": 1,
                }
                for employee, manager, sheet, team_sheet in people[start : start + BATCH]
            ]
            by_employee = {row["employee_id"]: row for row in rows}
            added = self._session.execute(
                _ADD_REVIEWS,
                [
                    row | {"requirements": asked[posts[employee].key] if employee in posts else None}
                    for employee, row in by_employee.items()
                ],
            )
            reviews += [Review(id=number, **by_employee[employee]) for employee, number in added]
        self._append(
            [(review.id, 1, OPENED, OPENED) for review in reviews],
            Event.OPEN,
            by_id=by_id,
            at=at,
            note=because,
        )
        return reviews

    def reviews(self, cycle_id: int, *, lock: bool = False) -> Sequence[InCycle]:
        """Every review of a cycle; with `lock` one's own until the transaction ends."""
        statement = (
            select(ReviewRow, PersonRow.name, PersonRow.left_on)
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(ReviewRow.cycle_id == cycle_id)
            .order_by(ReviewRow.id)
        )
        rows = self._session.execute(statement.with_for_update(of=ReviewRow) if lock else statement)
        return [InCycle(row.value(is_here=left_on is None), name) for row, name, left_on in rows]

    def move_all(
        self,
        reviews: Sequence[Review],
        event: Event,
        *,
        by_id: int | None,
        at: datetime,
        note: str | None,
        facts: Facts = NOTHING_MORE,
        is_owed_anew: bool = True,
    ) -> list[Review]:
        """The same as Reviews.move for many locked reviews at once, to where the event leads. `is_owed_anew`:
        what waits of each does so since now, whatever did before.
        """
        moved = [
            replace(
                each,
                state=REVIEW.after(each.state, event),
                version=each.version + 1,
                owed_since=at if is_owed_anew else each.owed_since,
            )
            for each in reviews
        ]
        since = {"owed_since": at} if is_owed_anew else {}
        for to in {each.state for each in moved}:
            some = [each.id for each in moved if each.state is to]
            for start in range(0, len(some), BATCH):
                self._session.execute(
                    update(ReviewRow)
                    .where(ReviewRow.id.in_(some[start : start + BATCH]))
                    .values(state=to, version=ReviewRow.version + 1, **since),
                    execution_options={"synchronize_session": False},
                )
        entries = [
            (after.id, after.version, before.state, after.state)
            for before, after in zip(reviews, moved, strict=True)
        ]
        self._append(entries, event, by_id=by_id, at=at, note=note, facts=facts)
        return moved

    def _append(
        self,
        entries: Sequence[tuple[int, int, State, State]],
        event: Event,
        *,
        by_id: int | None,
        at: datetime,
        note: str | None,
        facts: Facts = NOTHING_MORE,
    ) -> None:
        rows: list[dict[str, Any]] = [
            {
                "review_id": review,
                "number": number,
                "event": event,
                "from_state": origin,
                "to_state": to,
                "by_id": by_id,
                "at": at,
                "note": note,
                "facts": as_kept(facts),
            }
            for review, number, origin, to in entries
        ]
        if rows:
            self._session.execute(insert(ReviewHistoryRow), rows)
