"""Queries about the second look: who takes it at which review, and who has confirmed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.domain.people import Person, Role
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.second_look import Chain, Seated
from bot.domain.reviews.way import RATED
from storage.models.reviews import CycleRow, ReviewRow
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
        opener = self._session.scalar(select(CycleRow.opened_by_id).where(CycleRow.id == cycle_id))
        hr = sorted(self._people.holding(Role.HR), key=lambda person: (person.id != opener, person.id))
        return Chain(above=above, hr=hr)

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
