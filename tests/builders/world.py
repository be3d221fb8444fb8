"""A company in which something happened: reviews and requests in any state, walked there by use cases."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import overload

from sqlalchemy import func, select, update

from bot.domain.goals.goals import Goals
from bot.domain.goals.way import State as GoalsState
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.intake.way import State as RequestState
from bot.domain.people import Grade, Person
from bot.domain.reviews.facts import Item, ItemScore
from bot.domain.reviews.opening import Moment
from bot.domain.reviews.review import Review
from bot.domain.reviews.self_score import Answer, Entered
from bot.domain.reviews.way import State
from bot.services.acting import Acting
from bot.services.goals.advance import want_anew
from bot.services.goals.agreement import sign
from bot.services.intake.closing import confirm, look_after_what_is_done
from bot.services.intake.join import join
from bot.services.intake.lapse import look_after_questions
from bot.services.intake.request_facts import request_facts
from bot.services.reviews import approval, release, second_look
from bot.services.reviews.not_rated import close_unrated
from bot.services.reviews.of_one import Named
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.self_score import open_self_score, pass_step, submit_self_score
from bot.services.reviews.withdraw_cycle import withdraw_cycle
from storage.models.goals import GoalsRow
from storage.models.people import PersonRow
from storage.models.reviews import ReviewRow
from storage.unit import Store
from tests.builders.approval import OWN
from tests.builders.goals import OPENED as GOALS_OPENED
from tests.builders.goals import SHEET, TUESDAY, kpi, proposed
from tests.builders.intake import MORNING, filed, read, stepped
from tests.builders.people import company
from tests.builders.told import Told, told

QUARTER = "2026Q4"
GOALS_QUARTER = "2027Q1"
OPENED = datetime(2027, 1, 1, 2, 0, tzinfo=UTC)
"""Self-scores are due on Friday 8 January and taken until the 22nd; approvals are due on the 15th."""
HANDED_IN = datetime(2027, 1, 7, 6, 2, tzinfo=UTC)
FRIDAY = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou: when somebody acts, unless told otherwise."""

NEVER_ANSWERED = timedelta(days=30)
"""After so long a question that nobody answered is given up."""


class World:
    """The company of `tests.builders.people`. Walks to a state leave `notices` empty."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.people = company(store)
        self._told = 0

    def acting(self, by: Person | None = None, *, at: datetime = FRIDAY) -> Acting:
        """Somebody, or (None) the company itself."""
        return Acting(store=self.store, by=by, now=at, policy=self.store.policy)

    def open_quarter(
        self, *employees: Person, name: str = QUARTER, at: datetime = OPENED, scheme: str | None = None
    ) -> tuple[Review, ...]:
        """For these people alone, as though nobody else were on its cadence; their reviews."""
        others = self._staff() - {employee.id for employee in employees}
        self._grade(others, Grade.SENIOR)
        open_cycle(self.acting(self.people.hr, at=at), name=name, scheme_key=scheme, is_meant=True)
        self._grade(others, Grade.STAFF)
        self._forget()
        return tuple(self.review_of(employee) for employee in employees)

    def open_goals(
        self, *employees: Person, name: str = GOALS_QUARTER, at: datetime = GOALS_OPENED
    ) -> tuple[Goals, ...]:
        """The same for goals, whatever sheets they have; their goals."""
        others = self._staff() - {employee.id for employee in employees}
        self._grade(others, Grade.SENIOR)
        hr = self.acting(self.people.hr, at=at)
        open_cycle(hr, name=name, is_meant=True, moment=Moment.GOALS)
        self._grade(others, Grade.STAFF)
        self._forget()
        return tuple(self.goals_of(employee) for employee in employees)

    def goals_at(self, state: GoalsState, *, of: Person | None = None, at: datetime = TUESDAY) -> Goals:
        """Chen Jie's goals of 2027Q1, or somebody's, in that state; each step on its way is taken `at` then.

        They go on from where they stand; they are opened for this person alone where they are not yet.
        """
        employee = of or self.people.employee
        goals = self._found_goals(employee) or self.open_goals(employee)[0]
        for step in _STEPS_TO_GOALS[state]:
            step(self, goals.id, at)
        self._forget()
        goals = self.reload(goals)
        assert goals.state is state, f"there is no way to {state}"
        return goals

    def goals_of(self, employee: Person) -> Goals:
        """Their newest."""
        found = self._found_goals(employee)
        assert found is not None, f"nothing was opened for {employee.name}"
        return found

    def review_at(self, state: State, *, of: Person | None = None, at: datetime = HANDED_IN) -> Review:
        """Chen Jie's review of 2026Q4, or somebody's, in that state; each step on its way is taken `at` then.

        It goes on from where it stands; the quarter is opened for this person alone where it is not open yet.
        """
        employee = of or self.people.employee
        review = self._found(employee) or self.open_quarter(employee)[0]
        looked_at = state in (State.CONFIRMED, State.RELEASED)
        handed_in = looked_at or state in (State.SELF_SCORED, State.MORE_ASKED, State.SCORED)
        if handed_in and review.state is State.GOALS_AGREED:
            review = self.hand_in(review, at=at)
        manager = self.acting(self._person(review.manager_id), at=at)
        if state is State.MORE_ASKED:
            approval.ask_for_more(
                manager, review_id=review.id, version=review.version, question="Which branch?"
            )
        if (state is State.SCORED or looked_at) and not review.stage.decided:
            approval.approve(manager, review_id=review.id, version=review.version)
        if looked_at:
            self.look_again(review, at=at)
        if state is State.RELEASED:
            self.release(review, at=at)
        if state is State.NOT_RATED:
            close_unrated(
                self.acting(self.people.hr, at=at),
                named=Named(called=employee.email),
                reason="Away since May.",
            )
        if state is State.WITHDRAWN:
            withdraw_cycle(
                self.acting(self.people.hr, at=at), cycle_id=review.cycle_id, reason="The wrong sheets."
            )
        self._forget()
        review = self.reload(review)
        assert review.state is state, f"there is no way to {state}"
        return review

    def look_again(self, review: Review, *, at: datetime = HANDED_IN) -> Review:
        """Everybody who is asked to confirms what the manager gave."""
        with self.store.read() as unit:
            seated = unit.second_looks.of(review.id)
        for each in seated:
            if each.confirmed_at is not None:
                continue
            seen = (review.id, self.reload(review).version)
            second_look.confirm(self.acting(self._person(each.person_id), at=at), [seen])
        return self.reload(review)

    def release(self, review: Review, *, at: datetime = HANDED_IN) -> Review:
        """HR releases the results of its employee's department."""
        hr = self.acting(self.people.hr, at=at)
        department = self._person(review.employee_id).department
        facts = release.to_release_with(hr, review_id=review.id)
        chosen = {each.id for each in facts.departments if each.name == department}
        release.release(hr, cycle_id=review.cycle_id, departments=chosen)
        return self.reload(review)

    def hand_in(
        self,
        review: Review,
        *,
        own: Mapping[Item, ItemScore] = OWN,
        comment: str | None = None,
        at: datetime = HANDED_IN,
    ) -> Review:
        """Its employee fills in every screen with these scores and sends them; `notices` tells of that."""
        employee = self.acting(self._person(review.employee_id), at=at)
        answers = {
            item: Answer(score=each.score, actual=each.actual, evidence=each.evidence)
            for item, each in own.items()
        }
        entered = Entered(answers=answers, comment=comment)
        last = len(open_self_score(employee, review_id=review.id).steps)
        for step in range(1, last + 1):
            _, problems = pass_step(employee, review_id=review.id, step=step, entered=entered)
            assert problems == []
        self._forget()
        submit_self_score(employee, review_id=review.id, read_at=at.isoformat())
        return self.reload(review)

    def review_of(self, employee: Person) -> Review:
        """Their newest."""
        found = self._found(employee)
        assert found is not None, f"nothing was opened for {employee.name}"
        return found

    def request_at(
        self,
        state: RequestState,
        *,
        of: Person | None = None,
        at: datetime = MORNING,
        due_on: date | None = None,
        submission: str = "V1",
    ) -> RequestFacts:
        """A request of Chen Jie's, or somebody's, in that state, filed `at` then.

        The desk takes its step 25 minutes later; an acceptance promises `due_on`. One that is joined is so
        to a request of Wu Min's; one that lapsed was asked about a month before, and one that nobody
        confirmed was done then.
        """
        number = filed(self.store, of or self.people.employee, now=at, submission=submission)
        for minutes, event in enumerate(_STEPS_TO[state], start=25):
            stepped(
                self.store,
                number,
                event,
                self.people.product_manager,
                due_on=due_on if event is RequestEvent.ACCEPT else None,
                now=at + timedelta(minutes=minutes),
            )
        if state is RequestState.JOINED:
            self._joins(number, at=at)
        if state is RequestState.LAPSED:
            look_after_questions(self.acting(None, at=at + NEVER_ANSWERED))
        if state is RequestState.UNCONFIRMED:
            look_after_what_is_done(self.acting(None, at=at + NEVER_ANSWERED))
        if state is RequestState.CONFIRMED:
            confirm(self.acting(of or self.people.employee, at=at + timedelta(hours=1)), request_id=number)
        self._forget()
        request = read(self.store, number)
        assert request.state is state, f"there is no way to {state}"
        return request

    @overload
    def reload(self, what: Review) -> Review: ...

    @overload
    def reload(self, what: Goals) -> Goals: ...

    @overload
    def reload(self, what: RequestFacts) -> RequestFacts: ...

    def reload(self, what: Review | Goals | RequestFacts) -> Review | Goals | RequestFacts:
        """The same as it stands now."""
        with self.store.read() as unit:
            if isinstance(what, RequestFacts):
                return request_facts(unit, what.id)
            if isinstance(what, Goals):
                return unit.goals.look(what.id)
            return unit.reviews.look(what.id)

    def notices(self) -> list[Told]:
        """All that was announced since the last walk, in order: what, and to whom."""
        return told(self.store, after=self._told)

    def leaves(self, who: Person, *, at: datetime = FRIDAY) -> None:
        """They are gone as of that day; nobody was told."""
        with self.store.begin() as unit:
            unit.session.get_one(PersonRow, who.id).left_on = at.date()

    def _found(self, employee: Person) -> Review | None:
        with self.store.read() as unit:
            theirs = select(func.max(ReviewRow.id)).where(ReviewRow.employee_id == employee.id)
            newest = unit.session.scalar(theirs)
            return None if newest is None else unit.reviews.look(newest)

    def _found_goals(self, employee: Person) -> Goals | None:
        with self.store.read() as unit:
            theirs = select(func.max(GoalsRow.id)).where(GoalsRow.employee_id == employee.id)
            newest = unit.session.scalar(theirs)
            return None if newest is None else unit.goals.look(newest)

    def _sends(self, goals_id: int, at: datetime) -> None:
        """The employee's first sheet, or what they would change."""
        goals = self._goals(goals_id)
        kpis = (kpi("k1", 70), kpi("k2", 30)) if goals.stage.agreed else SHEET
        by = self._person(goals.employee_id)
        reason = "Dwell time matters less." if goals.stage.agreed else ""
        proposed(self.store, goals_id, by, kpis, reason=reason, at=at)

    def _adjusts(self, goals_id: int, at: datetime) -> None:
        by = self._person(self._goals(goals_id).manager_id)
        kpis = (kpi("k1", 50), kpi("k2", 50))
        proposed(self.store, goals_id, by, kpis, reason="Both count the same.", at=at)

    def _agrees(self, goals_id: int, at: datetime) -> None:
        goals = self._goals(goals_id)
        assert goals.sheet_id is not None
        manager = self.acting(self._person(goals.manager_id), at=at)
        sign(manager, goals_id=goals_id, sheet_id=goals.sheet_id)

    def _withdraws_goals(self, goals_id: int, at: datetime) -> None:
        hr = self.acting(self.people.hr, at=at)
        withdraw_cycle(hr, cycle_id=self._goals(goals_id).cycle_id, reason="The wrong quarter.")

    def _joins(self, number: int, *, at: datetime) -> None:
        original = filed(self.store, self.people.colleague, now=at, submission=f"{number}-original")
        desk = self.acting(self.people.product_manager, at=at + timedelta(minutes=25))
        join(desk, request_id=number, original_id=original, seen=0, submission=f"{number}-join")

    def _goals(self, goals_id: int) -> Goals:
        with self.store.read() as unit:
            return unit.goals.look(goals_id)

    def _person(self, person_id: int) -> Person:
        with self.store.read() as unit:
            return unit.people.get(person_id)

    def _staff(self) -> frozenset[int]:
        with self.store.read() as unit:
            query = select(PersonRow.id).where(PersonRow.grade == Grade.STAFF)
            return frozenset(unit.session.scalars(query))

    def _grade(self, people: frozenset[int], grade: Grade) -> None:
        with self.store.begin() as unit:
            unit.session.execute(update(PersonRow).where(PersonRow.id.in_(people)).values(grade=grade))

    def _forget(self) -> None:
        self._told = len(told(self.store))


def _transfers(world: World, goals_id: int, at: datetime) -> None:
    acting = world.acting(at=at)
    with world.store.begin() as unit:
        want_anew(unit, unit.goals.look(goals_id).employee_id, acting.today, acting)


_WAY_TO_AGREED = (World._sends, World._agrees)
_STEPS_TO_GOALS: Mapping[GoalsState, tuple[Callable[[World, int, datetime], None], ...]] = {
    GoalsState.OPEN: (),
    GoalsState.SENT: (World._sends,),
    GoalsState.ADJUSTED: (World._sends, World._adjusts),
    GoalsState.AGREED: _WAY_TO_AGREED,
    GoalsState.CHANGE_WANTED: (*_WAY_TO_AGREED, _transfers),
    GoalsState.CHANGE_SENT: (*_WAY_TO_AGREED, World._sends),
    GoalsState.CHANGE_ADJUSTED: (*_WAY_TO_AGREED, World._adjusts),
    GoalsState.WITHDRAWN: (World._withdraws_goals,),
}

_STEPS_TO: Mapping[RequestState, tuple[RequestEvent, ...]] = {
    RequestState.NEW: (),
    RequestState.ASKED: (RequestEvent.ASK,),
    RequestState.ACCEPTED: (RequestEvent.ACCEPT,),
    RequestState.ANSWERED: (RequestEvent.ANSWER,),
    RequestState.DECLINED: (RequestEvent.DECLINE,),
    RequestState.DONE: (RequestEvent.ACCEPT, RequestEvent.FINISH),
    RequestState.BLOCKED: (RequestEvent.ACCEPT, RequestEvent.BLOCK),
    RequestState.JOINED: (),
    RequestState.LAPSED: (RequestEvent.ASK,),
    RequestState.CONFIRMED: (RequestEvent.ACCEPT, RequestEvent.FINISH),
    RequestState.UNCONFIRMED: (RequestEvent.ACCEPT, RequestEvent.FINISH),
}
