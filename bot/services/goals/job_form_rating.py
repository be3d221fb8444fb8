"""A manager rates a job-responsibility form, or asks for another version; who hears of one below the mark."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.goals.job_form import REASON_LIMIT, Answer, Answers, JobForm, Rating
from bot.domain.goals.job_form_facts import FormFacts, RatingForm
from bot.domain.goals.job_form_match import match_of
from bot.domain.goals.job_form_way import JOB_FORM, Event
from bot.domain.history import Facts
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.advance_job_form import advance
from bot.services.goals.job_form_facts import form_facts, why_past
from bot.services.people.heads import head_above
from storage.unit import Unit


class RatedSomethingElse(Refusal):
    """Another version is on the table by now: `form` shows it, with what was typed as far as it fits."""

    def __init__(self, form: RatingForm) -> None:
        super().__init__("job_form.changed_since")
        self.form = form


def open_rating(acting: Acting, *, form_id: int) -> RatingForm:
    """The version that waits, as its employee filled it in, with what was typed before.

    Raises Refusal: job_form.not_your_report, job_form.withdrawn, job_form.employee_left,
    job_form.rated_already, job_form.not_waiting.
    """
    with acting.store.read() as unit:
        return _rating_form(unit, unit.job_forms.look(form_id), acting)


def rate(acting: Acting, *, form_id: int, number: int, answers: Answers) -> FormFacts:
    """Sign one's own view of a version; from now on it counts, and both see what it comes to.

    `number`: the version that was shown. `answers`: one for each requirement. Below the configured mark
    HR and the head of department are told, nobody else. Raises as `open_rating`, RatedSomethingElse, and
    Refusal("job_form.no_answer").
    """
    with acting.store.begin() as unit:
        form = unit.job_forms.get(form_id)
        _require_may_rate(unit, form, acting)
        if form.filled == number:
            return _rated(unit, form, number, answers, acting)
        _keep_typed(unit, form_id, answers, acting)
    raise RatedSomethingElse(open_rating(acting, form_id=form_id))


def keep_rating(acting: Acting, *, form_id: int, answers: Answers) -> None:
    """Keep what stands in a form that was closed.

    Raises Refusal: job_form.not_your_report, job_form.withdrawn, job_form.employee_left.
    """
    with acting.store.begin() as unit:
        _require_may_rate(unit, unit.job_forms.look(form_id), acting)
        _keep_typed(unit, form_id, answers, acting)


def ask_for_another(acting: Acting, *, form_id: int, number: int, reason: str) -> None:
    """Ask the employee for another version, with the reason.

    `number`: the version that was shown. Raises Refusal: job_form.not_your_report, job_form.withdrawn,
    job_form.employee_left, job_form.reason_missing, job_form.reason_too_long, job_form.changed_since.
    """
    reason = reason.strip()
    if not reason:
        raise Refusal("job_form.reason_missing", field="reason")
    if len(reason) > REASON_LIMIT:
        raise Refusal("job_form.reason_too_long", field="reason", limit=REASON_LIMIT)
    with acting.store.begin() as unit:
        form = unit.job_forms.get(form_id)
        _require_may_rate(unit, form, acting)
        if form.newest != number or Event.CHANGE not in JOB_FORM.possible(form.state):
            raise Refusal("job_form.changed_since")
        facts = Facts(form=form.filled, in_place_of=_in_place_of(form, acting))
        advance(unit, form, Event.CHANGE, acting, note=reason, facts=facts)


def to_ask_for_another(acting: Acting, *, form_id: int, number: int) -> FormFacts:
    """The version of which another is wanted. Raises as `ask_for_another`."""
    with acting.store.read() as unit:
        _require_may_rate(unit, unit.job_forms.look(form_id), acting)
        return form_facts(unit, form_id, number, policy=acting.policy)


def _rated(unit: Unit, form: JobForm, number: int, answers: Answers, acting: Acting) -> FormFacts:
    version = unit.job_forms.version(form.id, number)
    required = version.content.requirements
    given = {each.key: answers.get(each.key, Answer()) for each in required}
    if any(answer.met is None for answer in given.values()):
        raise Refusal("job_form.no_answer")
    rating = Rating(
        answers=given,
        partly_percent=acting.policy.goals.partly_counts_percent,
        by_id=acting.person.id,
        at=acting.now,
        in_place_of_id=_in_place_of(form, acting),
    )
    unit.job_forms.add_rating(version.id, rating)
    unit.drafts.drop(acting.person.id, Form.JOB_FORM_RATING, str(form.id))
    match = match_of(replace(version, rating=rating))
    is_below = match is not None and match.is_below(acting.policy.goals.match_mark)
    head = head_above(unit, form.manager_id, below=form.employee_id) if is_below else None
    told = tuple(_told(unit, form, head, acting)) if is_below else ()
    facts = Facts(form=version.number, in_place_of=rating.in_place_of_id, told=told or None)
    advance(
        unit,
        form,
        Event.RATE,
        acting,
        facts=facts,
        rated=version.number,
        head_id=head.id if head is not None and head.id in told else None,
    )
    return form_facts(unit, form.id, version.number, policy=acting.policy)


def _told(unit: Unit, form: JobForm, head: Person | None, acting: Acting) -> Iterator[int]:
    """Head first, then HR; nobody of their own form, and nobody of what they have just done."""
    people = [*([head] if head else []), *unit.people.holding(Role.HR)]
    for person in dict.fromkeys(each.id for each in people):
        if person not in (form.employee_id, acting.person.id):
            yield person


def _require_may_rate(unit: Unit, form: JobForm, acting: Acting) -> None:
    require(
        Deed.RATE_JOB_FORM,
        acting.by,
        form,
        refuse=lambda: Refusal("job_form.not_your_report", manager=unit.people.get(form.manager_id).name),
    )
    if form.stage.closed:
        raise Refusal("job_form.withdrawn", period=unit.cycles.facts(form.cycle_id).name)
    if not form.is_here:
        raise Refusal("job_form.employee_left", employee=unit.people.get(form.employee_id).name)


def _rating_form(unit: Unit, form: JobForm, acting: Acting) -> RatingForm:
    _require_may_rate(unit, form, acting)
    if form.filled is None:
        if form.rated is not None and form.stage.move is None:
            raise why_past(unit, form, form.rated)
        raise Refusal("job_form.not_waiting", employee=unit.people.get(form.employee_id).name)
    kept = unit.drafts.get(acting.person.id, Form.JOB_FORM_RATING, str(form.id))
    typed = kept.data if kept else {}
    return RatingForm(
        facts=form_facts(unit, form.id, form.filled, policy=acting.policy),
        typed={key: Answer.model_validate(answer) for key, answer in typed.items()},
        is_covered=_in_place_of(form, acting) is not None,
        mark=acting.policy.goals.match_mark,
    )


def _keep_typed(unit: Unit, form_id: int, answers: Answers, acting: Acting) -> None:
    data = {key: answer.model_dump(mode="json") for key, answer in answers.items()}
    unit.drafts.save(acting.person.id, Form.JOB_FORM_RATING, str(form_id), data, at=acting.now)


def _in_place_of(form: JobForm, acting: Acting) -> int | None:
    """The absent manager for whom HR acts; None where they act themselves."""
    return None if acting.person.id == form.manager_id else form.manager_id
