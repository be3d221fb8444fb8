"""Talks about results: in a company in which Chen Jie's result was just released."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.people import Person, Role
from bot.domain.reviews.review import Review
from bot.domain.reviews.talk import Talk
from bot.domain.reviews.talk_way import Event, State
from bot.domain.reviews.way import State as ReviewState
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews import appeal as appeals
from bot.services.reviews import talk as talks
from tests.builders.people import HR, person
from tests.builders.world import FRIDAY, World

THAT_DAY = date(2027, 1, 8)
"""The day on which everything happens here, in Hangzhou."""


@dataclass(frozen=True, kw_only=True)
class Talks:
    """`second_hr`: of HR, and without a part in the score."""

    world: World
    review: Review
    second_hr: Person

    @classmethod
    def after_release(cls, world: World, *, of: Person | None = None) -> "Talks":
        second_hr = person(
            world.store,
            "Qian Yu",
            post="HR partner",
            department=HR,
            manager=world.people.boss,
            roles=(Role.HR,),
        )
        review = world.review_at(ReviewState.RELEASED, of=of)
        return cls(world=world, review=review, second_hr=second_hr)

    @property
    def talk(self) -> Talk:
        with self.world.store.read() as unit:
            talk = unit.talks.of_review(self.review.id)
        assert talk is not None
        return talk

    def hold(self, *, by: Person | None = None, at: datetime = FRIDAY, day: date | None = THAT_DAY) -> None:
        talks.hold(self._as(by or self.world.people.manager, at), talk_id=self.talk.id, day=day)

    def acknowledge(self, *, by: Person | None = None, at: datetime = FRIDAY) -> None:
        talks.acknowledge(self._as(by or self.world.people.employee, at), talk_id=self.talk.id)

    def deny(self, *, by: Person | None = None, at: datetime = FRIDAY) -> None:
        talks.deny(self._as(by or self.world.people.employee, at), talk_id=self.talk.id)

    def appeal(
        self, reason: str = "The figure of May.", *, by: Person | None = None, evidence: str = ""
    ) -> None:
        by_them = self._as(by or self.world.people.employee, FRIDAY)
        appeals.appeal(by_them, talk_id=self.talk.id, reason=reason, evidence=evidence)

    def decide(
        self, decision: Event | None, reason: str = "I read it all.", *, by: Person | None = None
    ) -> None:
        appeals.decide(
            self._as(by or self.second_hr, FRIDAY),
            talk_id=self.talk.id,
            decision=decision,
            reason=reason,
        )

    def lapses(self, at: datetime = FRIDAY + timedelta(days=30)) -> int:
        return talks.let_lapse(self.world.acting(at=at))

    def refused(self, deed: str, *args: object, **rest: object) -> str:
        """With which code a deed is refused; empty where it is not."""
        try:
            getattr(self, deed)(*args, **rest)
        except Refusal as refused:
            return refused.code
        return ""

    def at(self, state: State) -> "Talks":
        """Walked there."""
        if state in (State.HELD, State.ACKNOWLEDGED, State.UNANSWERED):
            self.hold()
        if state is State.ACKNOWLEDGED:
            self.acknowledge()
        if state is State.UNANSWERED:
            assert self.lapses() == 1
        if state in (State.APPEALED, State.UPHELD, State.REOPENED):
            self.appeal()
        if state is State.UPHELD:
            self.decide(Event.UPHOLD)
        if state is State.REOPENED:
            self.decide(Event.RESCORE)
        assert self.talk.state is state
        return self

    def _as(self, by: Person, at: datetime) -> Acting:
        return self.world.acting(by, at=at)
