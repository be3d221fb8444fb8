"""The form of feedback: whom it can be about, what it can be tied to, and by which rule it will be read."""

from dataclasses import replace

from bot.domain.access import Deed, may, require
from bot.domain.drafts import Draft, Form
from bot.domain.people import Person, Role
from bot.domain.policy import TOLD_AT_ONCE, Policy
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.way import Party
from bot.domain.weeks.feedback import Telling, Tied, TiedTo
from bot.domain.weeks.feedback_form import (
    LATE_SORTS,
    SORT,
    WHO,
    FeedbackForm,
    Late,
    Rule,
    TypedFeedback,
    called,
)
from bot.domain.weeks.suggestion import due_on
from bot.errors import Refusal
from bot.services import drafts
from bot.services.acting import Acting
from bot.services.intake.markup import seen_by_people
from bot.services.reviews.find_review import found
from bot.services.reviews.schemes import shipped_schemes
from bot.services.weeks.advance_suggestion import head_of, who_answers
from storage.unit import Unit

WITH_VALUES = "kpi-values"
"""The shipped scheme whose values feedback is tied to where somebody's own has none."""


def open_feedback(
    acting: Acting, *, who: str = "", quoting: str | None = None, began: str = ""
) -> FeedbackForm:
    """The form, with what was left unfinished of the same person; of anybody where nobody is named.

    `who`: a Slack id. `quoting`: a message about which it is, as Slack's markup. `began`: what was typed
    already behind the command. Nothing is kept of either before it is sent or the form is closed.

    Raises Refusal, as `give_feedback`, where whoever wrote the message cannot be given any.
    """
    require(Deed.GIVE_FEEDBACK, acting.by)
    with acting.store.read() as unit:
        draft = _unfinished(unit, acting, who)
        typed = TypedFeedback.of(draft.data) if draft else TypedFeedback()
        typed = replace(typed, who=who or typed.who)
        typed = replace(typed, behaviour=typed.behaviour or seen_by_people(unit, began))
        if quoting is not None:
            _fit(unit, typed.who, acting)
            typed = typed.quoting(seen_by_people(unit, quoting))
        return replace(_form(unit, typed, acting), was_kept=draft is not None)


def open_feedback_called(acting: Acting, *, words: str) -> FeedbackForm:
    """The same by the name that was typed. Of several of that name, or none, the form asks."""
    require(Deed.GIVE_FEEDBACK, acting.by)
    with acting.store.read() as unit:
        people = [person for person in unit.people.active() if person.slack_id]
        found, rest = called(words, people)
    if len(found) == 1:
        return open_feedback(acting, who=found[0].slack_id or "", began=rest)
    return replace(open_feedback(acting, began=rest), called=words, alike=found)


def open_late_feedback(acting: Acting, *, review_id: int) -> FeedbackForm:
    """The form for what the score of a review needs on record, with what was left unfinished of its employee.

    Raises Refusal: review.not_your_report, review.changed_since.
    """
    with acting.store.read() as unit:
        receiver = unit.people.get(_late_for(unit, review_id, acting).employee_id)
    form = open_feedback(acting, who=receiver.slack_id or "")
    return replace(see_feedback(acting, form.typed, late_for=review_id), was_kept=form.was_kept)


def see_feedback(acting: Acting, typed: TypedFeedback, *, late_for: int | None = None) -> FeedbackForm:
    """The form as it is with what stands in it now. `late_for`: as `give_feedback`."""
    require(Deed.GIVE_FEEDBACK, acting.by)
    with acting.store.read() as unit:
        late = late_of(unit, late_for, acting)
        if late is not None:
            typed = fit_for_late(unit, typed, late)
        return replace(_form(unit, typed, acting), late=late)


def keep_feedback_typed(acting: Acting, typed: TypedFeedback) -> None:
    """Keep what stands in the form, under whom it is about; nothing where nothing was written."""
    require(Deed.KEEP_DRAFT, acting.by)
    if not typed.is_empty:
        drafts.keep_draft(acting, form=Form.FEEDBACK, subject=typed.who, data=typed.as_kept())


def late_of(unit: Unit, review_id: int | None, acting: Acting) -> Late | None:
    """The review for which something is recorded after its period, while whoever records it decides on it.

    Raises Refusal: review.not_your_report, review.changed_since.
    """
    return None if review_id is None else _late_for(unit, review_id, acting)


def _late_for(unit: Unit, review_id: int, acting: Acting) -> Late:
    def refuse() -> Refusal:
        return Refusal("review.not_your_report")

    review = found(lambda: unit.reviews.look(review_id), refuse=refuse)
    require(Deed.DECIDE, acting.by, review, refuse=refuse)
    if not review.stage.waits_for(Party.MANAGER):
        raise Refusal("review.changed_since")
    cycle = unit.cycles.get(review.cycle_id)
    return Late(review_id=review.id, employee_id=review.employee_id, cycle_id=cycle.id, cycle_name=cycle.name)


def fit_for_late(unit: Unit, typed: TypedFeedback, late: Late) -> TypedFeedback:
    """It is about the review's employee, told at once, and no praise alone."""
    return replace(
        typed,
        who=unit.people.get(late.employee_id).slack_id or "",
        sort=typed.sort if typed.sort in LATE_SORTS else None,
        telling=Telling.AT_ONCE,
    )


def rule_of(unit: Unit, typed: TypedFeedback, acting: Acting) -> Rule:
    """By which rule it will be read. Raises Refusal where whoever is chosen cannot be."""
    if typed.is_suggestion:
        return _rule_of_a_suggestion(unit, acting)
    receiver = _fit(unit, typed.who, acting)
    manager = unit.people.get(receiver.manager_id) if receiver.manager_id is not None else None
    return Rule(
        giver=acting.person,
        is_suggestion=False,
        telling=telling_of(typed, acting.policy),
        receiver=receiver,
        manager=manager if manager is not None and manager.is_active else None,
        has_hr=any(person.id != receiver.id for person in unit.people.holding(Role.HR)),
    )


def telling_of(typed: TypedFeedback, policy: Policy) -> Telling:
    """When it is told: as its giver chose, unless the company decides."""
    return Telling.AT_ONCE if policy.feedback.tell == TOLD_AT_ONCE else typed.telling


def choices_for(unit: Unit, receiver: Person, acting: Acting) -> tuple[Tied, ...]:
    """What feedback about somebody can be tied to: values; their KPIs where one may read their sheet."""
    return (*_values(unit, receiver), *_kpis(unit, receiver, acting))


def _form(unit: Unit, typed: TypedFeedback, acting: Acting) -> FeedbackForm:
    may_keep = acting.policy.feedback.tell != TOLD_AT_ONCE
    unfit: Refusal | None = None
    try:
        rule = rule_of(unit, typed, acting)
    except Refusal as why:
        unfit = why if typed.who else None
        telling = telling_of(typed, acting.policy)
        rule = Rule(giver=acting.person, is_suggestion=False, telling=telling)
    choices = choices_for(unit, rule.receiver, acting) if rule.receiver is not None else ()
    return FeedbackForm(typed=typed, rule=rule, choices=choices, may_keep=may_keep, unfit=unfit)


def _unfinished(unit: Unit, acting: Acting, who: str) -> Draft | None:
    person_id = acting.person.id
    if not who:
        return unit.drafts.newest(person_id, Form.FEEDBACK)
    return unit.drafts.get(person_id, Form.FEEDBACK, who) or unit.drafts.get(person_id, Form.FEEDBACK, "")


def _fit(unit: Unit, account: str, acting: Acting) -> Person:
    """Whom it is about. Raises Refusal: feedback.who, feedback.stranger, feedback.left, feedback.oneself."""
    if not account:
        raise Refusal("feedback.who", field=WHO)
    person = unit.people.by_slack_id(account)
    if person is None:
        raise Refusal("feedback.stranger", field=WHO)
    if not person.is_active:
        raise Refusal("feedback.left", field=WHO, name=person.name)
    if person.id == acting.person.id:
        raise Refusal("feedback.oneself", field=WHO)
    return person


def _rule_of_a_suggestion(unit: Unit, acting: Acting) -> Rule:
    """Raises Refusal("suggestion.nobody") where neither a head nor anybody of HR is there."""
    head = head_of(unit, unit.people.get(acting.person.id))
    people = who_answers(unit, None if head is None else head.id, giver_id=acting.person.id)
    if not people:
        raise Refusal("suggestion.nobody", field=SORT)
    return Rule(
        giver=acting.person,
        is_suggestion=True,
        telling=Telling.AT_ONCE,
        head=head,
        answering=people,
        due_on=due_on(acting.now, people[0], days=acting.policy.feedback.suggestion_days),
    )


def _values(unit: Unit, receiver: Person) -> list[Tied]:
    """Those of the scheme on which they are reviewed, else those that are shipped."""
    shipped = next(scheme for scheme in shipped_schemes() if scheme.key == WITH_VALUES)
    return _values_of(_scheme_of(unit, receiver)) or _values_of(shipped)


def _scheme_of(unit: Unit, receiver: Person) -> Scheme | None:
    goals = next(iter(unit.goals.look_under_way_of(receiver.id)), None)
    review = unit.overview.review_of_period(receiver.id)
    cycle_id = goals.cycle_id if goals else review.cycle_id if review else None
    return unit.cycles.facts(cycle_id).scheme if cycle_id is not None else None


def _values_of(scheme: Scheme | None) -> list[Tied]:
    sections = scheme.sections if scheme else ()
    return [Tied(to=TiedTo.VALUE, key=key, name=name) for section in sections for key, name in section.values]


def _kpis(unit: Unit, receiver: Person, acting: Acting) -> list[Tied]:
    goals = unit.goals.latest_of(receiver.id)
    sheet = unit.sheets.last_agreed(receiver.id)
    if goals is None or sheet is None or not may(Deed.READ_GOALS, acting.by, goals):
        return []
    return [Tied(to=TiedTo.KPI, key=kpi.key, name={"en": kpi.name}) for kpi in sheet.kpis]
