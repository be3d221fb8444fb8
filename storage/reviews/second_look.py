"""Queries about the second look: who takes it at which review, and who has confirmed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, aliased

from bot.domain.history import facts_of
from bot.domain.people import Person, Role
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.second_look import Chain, Glance, Seated
from bot.domain.reviews.way import LOOKED_AT, RATED, REVIEW, Event, Party
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, ReviewHistoryRow, ReviewRow
from storage.models.second_look import SecondLookRow
from storage.people.people import People

MOST_ABOVE = 20
"""Longer than any company's chain of command; a circle ends here at the latest."""


class SecondLooks:
    """Seats as values. A review is locked by whoever changes them."""

    def __init__(self, session: Session, people: People) -> None:
        self._session = session
        self._people = people

    def chain(self, manager_id: int, cycle_id: int) -> Chain:
        """Who is above a manager, nearest first, and who is of HR: whoever opened the cycle first."""
        above: list[Person] = []
        seen = {manager_id}
        next_id = self._people.get(manager_id).manager_id
        while next_id is not None and next_id not in seen and len(above) < MOST_ABOVE:
            seen.add(next_id)
            above.append(self._people.get(next_id))
            next_id = above[-1].manager_id
        return Chain(above=above, hr=self.hr(cycle_id))

    def hr(self, cycle_id: int) -> Sequence[Person]:
        """Who is of HR: whoever opened the cycle first."""
        opener = self._session.scalar(select(CycleRow.opened_by_id).where(CycleRow.id == cycle_id))
        return sorted(self._people.holding(Role.HR), key=lambda person: (person.id != opener, person.id))

    def seat(self, review_id: int, seats: Mapping[Seat, int]) -> None:
        """Whoever takes the second look from now on; what was confirmed before counts no more."""
        self._session.execute(delete(SecondLookRow).where(SecondLookRow.review_id == review_id))
        self._session.add_all(
            SecondLookRow(review_id=review_id, seat=seat, person_id=person_id)
            for seat, person_id in seats.items()
        )
        self._session.flush()

    def pass_on(self, review_id: int, seat: Seat, *, to: int | None) -> None:
        """Somebody else has the seat from now on; None: nobody is asked in it any more."""
        of_seat = (SecondLookRow.review_id == review_id) & (SecondLookRow.seat == seat)
        if to is None:
            self._session.execute(delete(SecondLookRow).where(of_seat))
        else:
            self._session.execute(update(SecondLookRow).where(of_seat).values(person_id=to))

    def confirm(self, review_id: int, person_id: int, *, at: datetime) -> None:
        """This person has confirmed, in whichever seat they are."""
        self._session.execute(
            update(SecondLookRow)
            .where(SecondLookRow.review_id == review_id, SecondLookRow.person_id == person_id)
            .values(confirmed_at=at)
        )

    def of(self, review_id: int) -> Sequence[Seated]:
        """Who takes it at one review, the manager's manager first."""
        return self.of_all([review_id]).get(review_id, ())

    def of_all(self, review_ids: Collection[int]) -> Mapping[int, Sequence[Seated]]:
        """The same of each of these that has any."""
        found: dict[int, list[Seated]] = {}
        if not review_ids:
            return found
        order = list(Seat)
        rows = self._session.scalars(
            select(SecondLookRow).where(SecondLookRow.review_id.in_(list(review_ids)))
        )
        for row in sorted(rows, key=lambda row: order.index(row.seat)):
            found.setdefault(row.review_id, []).append(row.value())
        return found

    def asked_of(self, person_ids: Collection[int]) -> Sequence[int]:
        """The reviews at which any of these is asked to look again now, by id."""
        return self._session.scalars(
            select(ReviewRow.id)
            .join(SecondLookRow, SecondLookRow.review_id == ReviewRow.id)
            .where(SecondLookRow.person_id.in_(list(person_ids)), SecondLookRow.confirmed_at.is_(None))
            .where(ReviewRow.state.in_(LOOKED_AT))
            .distinct()
            .order_by(ReviewRow.id)
        ).all()

    def lookers(self) -> frozenset[int]:
        """Everybody who is asked to look again at something now."""
        return frozenset(
            self._session.scalars(
                select(SecondLookRow.person_id)
                .join(ReviewRow, ReviewRow.id == SecondLookRow.review_id)
                .where(SecondLookRow.confirmed_at.is_(None), ReviewRow.state.in_(LOOKED_AT))
                .distinct()
            )
        )

    def passed_from(
        self, looker_id: int, *, cycle_id: int, manager_id: int
    ) -> Sequence[tuple[str, Seat, int]]:
        """Of whom a manager's people somebody is asked no more, because their seat passed on: the name, the
        seat, the review; while it is looked at.
        """
        rows = self._session.execute(
            select(PersonRow.name, ReviewHistoryRow.facts, ReviewRow.id)
            .join(ReviewRow, ReviewRow.id == ReviewHistoryRow.review_id)
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(
                ReviewHistoryRow.event == Event.RESEAT,
                ReviewRow.cycle_id == cycle_id,
                ReviewRow.manager_id == manager_id,
                ReviewRow.state.in_(LOOKED_AT),
            )
            .order_by(ReviewRow.id, ReviewHistoryRow.number)
        )
        found: dict[int, tuple[str, Seat, int]] = {}
        for name, kept, review_id in rows:
            facts = facts_of(kept)
            if facts.owner is None or facts.seat is None:
                continue
            if facts.owner.was == looker_id:
                found[review_id] = (name, facts.seat, review_id)
            elif facts.owner.now == looker_id:
                found.pop(review_id, None)
        return list(found.values())

    def glances(self, looker_id: int, *, cycle_id: int) -> Sequence[Glance]:
        """Everybody at whom somebody takes the second look in a cycle, by manager and review, in one
        statement; nobody whose review ended without a score.
        """
        employee, manager = aliased(PersonRow), aliased(PersonRow)
        rows = self._session.execute(
            select(
                ReviewRow.id,
                ReviewRow.state,
                ReviewRow.manager_id,
                employee.name,
                employee.left_on,
                manager.name,
                SecondLookRow.confirmed_at,
            )
            .join(SecondLookRow, SecondLookRow.review_id == ReviewRow.id)
            .join(employee, employee.id == ReviewRow.employee_id)
            .join(manager, manager.id == ReviewRow.manager_id)
            .where(
                SecondLookRow.person_id == looker_id,
                ReviewRow.cycle_id == cycle_id,
                ReviewRow.state.in_(RATED),
            )
            .order_by(ReviewRow.manager_id, ReviewRow.id)
        )
        return [
            Glance(
                review_id=review_id,
                name=name,
                manager_id=manager_id,
                manager=manager_name,
                waits=REVIEW.stage(state).waits_for(Party.SECOND_LOOK)
                and confirmed_at is None
                and left_on is None,
            )
            for review_id, state, manager_id, name, left_on, manager_name, confirmed_at in rows
        ]

    def is_asked(self, person_id: int, *, cycle_id: int) -> bool:
        """Whether somebody takes the second look at any review of a cycle, or did."""
        theirs = (
            select(SecondLookRow.review_id)
            .join(ReviewRow, ReviewRow.id == SecondLookRow.review_id)
            .where(SecondLookRow.person_id == person_id, ReviewRow.cycle_id == cycle_id)
            .limit(1)
        )
        return self._session.scalar(theirs) is not None

    def before(self, looker_id: int, *, cycle_id: int, manager_id: int) -> Sequence[int]:
        """The reviews of a manager's people at which somebody takes the second look, by id; none that ended
        without a score.
        """
        return self._session.scalars(
            select(ReviewRow.id)
            .join(SecondLookRow, SecondLookRow.review_id == ReviewRow.id)
            .where(
                SecondLookRow.person_id == looker_id,
                ReviewRow.cycle_id == cycle_id,
                ReviewRow.manager_id == manager_id,
                ReviewRow.state.in_(RATED),
            )
            .order_by(ReviewRow.id)
        ).all()
