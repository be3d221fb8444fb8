"""What people do in a rehearsal: each step by its own use case, as if they had pressed the button."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from bot.domain.actions.action import ActionKind, Support
from bot.domain.actions.action_form import EMPLOYEE, TypedAction
from bot.domain.obligations import Kind, Obligation
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.rehearsal import dealt, invented
from bot.domain.reviews.self_score import Answer, Entered
from bot.domain.weeks.check_in import Outlook
from bot.domain.weeks.check_in_form import TypedCheckIn, TypedKpi
from bot.domain.weeks.feedback_form import Sort, TypedFeedback
from bot.errors import Refusal
from bot.rehearsal import goals
from bot.services.acting import Acting
from bot.services.actions.action import write_action
from bot.services.reviews import approval, release, second_look
from bot.services.reviews.self_score import open_self_score, pass_step, submit_self_score
from bot.services.reviews.talk import acknowledge, hold
from bot.services.weeks.check_in import answer_check_in, as_last_week, open_check_in
from bot.services.weeks.feedback import give_feedback
from bot.services.weeks.feedback_form import see_feedback
from storage.unit import Store

INVENTED = "Invented for a rehearsal."
SURPRISE = "review.surprise"
A_FORTNIGHT = timedelta(days=14)


class Actors:
    """Everybody of a company. What cannot be done as it stands is noted by its code, and left."""

    def __init__(self, store: Store, *, policy: Policy, cycle: str, seed: int) -> None:
        self._store, self._policy, self._cycle = store, policy, cycle
        self._seed = seed
        self._points: dict[int, Decimal] = {}
        self._released_at: datetime | None = None
        with store.read() as unit:
            self._people = {each.id: each for each in unit.people.active()}
        self._by: Mapping[Kind, Callable[[Acting, Obligation], object]] = {
            Kind.JOB_FORM: goals.fill_form,
            Kind.JOB_FORM_RATING: goals.rate_form,
            Kind.GOALS: goals.draft_sheet,
            Kind.GOALS_AGREEMENT: goals.agree,
            Kind.GOALS_ADJUSTED: goals.agree,
            Kind.CHECK_IN: self._check_in,
            Kind.SELF_SCORE: self._score,
            Kind.APPROVAL: self._approve,
            Kind.SECOND_LOOK: self._look_again,
            Kind.RELEASE: self._release,
            Kind.TALK: self._talk,
            Kind.ACKNOWLEDGEMENT: self._acknowledge,
            Kind.PLAN: self._plan,
        }

    def can(self, kind: Kind) -> bool:
        """Whether such a step is played; others wait until the end."""
        return kind in self._by

    def does(self, owed: Obligation, *, now: datetime) -> str | None:
        """The code by which it was refused; None where it was done."""
        person = self._people[owed.person_id]
        acting = Acting(store=self._store, by=person, now=now, policy=self._policy)
        try:
            self._by[owed.kind](acting, owed)
        except Refusal as refusal:
            return refusal.code
        return None

    def _check_in(self, acting: Acting, owed: Obligation) -> None:
        if as_last_week(acting, check_in_id=owed.subject_id) is None:
            form = open_check_in(acting, check_in_id=owed.subject_id)
            on_track = TypedKpi(outlook=Outlook.ON_TRACK.value)
            typed = TypedCheckIn(kpis={each.key: on_track for each in form.kpis})
            answer_check_in(acting, week=form.week, seen=form.seen, typed=typed)

    def _score(self, acting: Acting, owed: Obligation) -> None:
        review_id = owed.subject_id
        form = open_self_score(acting, review_id=review_id)
        scores = invented(form.cycle.scheme, form.basis, self._point(review_id, form.cycle.id))
        entered = Entered(
            answers={
                item: Answer(score=score, actual="1", evidence=INVENTED) for item, score in scores.items()
            }
        )
        for step in range(1, len(form.steps) + 1):
            form, _ = pass_step(acting, review_id=review_id, step=step, entered=entered)
        read_at = form.saved_at.isoformat() if form.saved_at else ""
        submit_self_score(acting, review_id=review_id, read_at=read_at)

    def _approve(self, acting: Acting, owed: Obligation) -> None:
        with self._store.read() as unit:
            version = unit.reviews.look(owed.subject_id).version
        try:
            approval.approve(acting, review_id=owed.subject_id, version=version)
        except Refusal as refusal:
            if refusal.code != SURPRISE:
                raise
            self._say_it_before(acting, self._people[owed.other_id], review_id=owed.subject_id)
            approval.approve(acting, review_id=owed.subject_id, version=version)

    def _say_it_before(self, acting: Acting, whom: Person, *, review_id: int) -> None:
        typed = TypedFeedback(
            who=whom.slack_id or "", sort=Sort.CONSTRUCTIVE, behaviour=INVENTED, consequence=INVENTED
        )
        shown = see_feedback(acting, typed).rule.fingerprint
        give_feedback(acting, typed, shown=shown, submission=f"rehearsal-{review_id}", late_for=review_id)

    def _look_again(self, acting: Acting, owed: Obligation) -> None:
        with self._store.read() as unit:
            version = unit.reviews.look(owed.subject_id).version
        second_look.confirm(acting, [(owed.subject_id, version)])

    def _release(self, acting: Acting, _owed: Obligation) -> None:
        """Every department that is through, once in a moment."""
        if self._released_at == acting.now:
            return
        self._released_at = acting.now
        facts = release.to_release(acting, name=self._cycle)
        ready = [each.id for each in facts.departments if each.can_be_released]
        if ready:
            release.release(acting, cycle_id=facts.cycle_id, departments=ready)

    def _talk(self, acting: Acting, owed: Obligation) -> None:
        hold(acting, talk_id=owed.subject_id, day=acting.now.astimezone(acting.person.zone).date())

    def _acknowledge(self, acting: Acting, owed: Obligation) -> None:
        acknowledge(acting, talk_id=owed.subject_id)

    def _plan(self, acting: Acting, owed: Obligation) -> None:
        whom = self._people[owed.other_id]
        day = whom.calendar.next_working_day((acting.now + A_FORTNIGHT).date())
        typed = TypedAction(
            kind=ActionKind.PLAN.value,
            owner=EMPLOYEE,
            due=day.isoformat(),
            gap=INVENTED,
            text=INVENTED,
            support=(next(iter(Support)).value,),
            offered=INVENTED,
        )
        write_action(acting, person_id=whom.id, typed=typed, submission=f"rehearsal-plan-{owed.subject_id}")

    def _point(self, review_id: int, cycle_id: int) -> Decimal:
        """Dealt to whole departments when the first of theirs is asked for."""
        if review_id not in self._points:
            with self._store.read() as unit:
                places = unit.cycles.places(cycle_id)
                scheme = unit.cycles.facts(cycle_id).scheme
            by_department: dict[str, list[int]] = {}
            for each in places:
                by_department.setdefault(each.department, []).append(each.review_id)
            dice = Random(f"{self._seed}: points")
            for some in by_department.values():
                self._points = {**dealt(some, scheme, dice), **self._points}
        return self._points[review_id]
