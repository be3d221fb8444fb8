"""What everybody's cards and modals show of a job-responsibility form."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.access import Deed, require
from bot.domain.goals.job_form import FormVersion, JobForm
from bot.domain.goals.job_form_facts import Below, ChangeAsked, Fate, FormFacts
from bot.domain.goals.job_form_way import JOB_FORM, Event, State
from bot.domain.goals.obligations import Terms, implied
from bot.domain.history import Entry
from bot.domain.obligations import Subject
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.facts import CycleFacts
from bot.errors import Missing, Refusal
from bot.services.acting import Acting
from storage.unit import Unit

_ENDS = {Event.TAKE_BACK: Fate.TAKEN_BACK, Event.CHANGE: Fate.SENT_BACK}
"""What became of a version that was never rated, by the event that ended it."""

_History = Sequence[Entry[State, Event]]


def form_facts(unit: Unit, form_id: int, number: int, *, policy: Policy) -> FormFacts:
    """One version of a form; whoever shows it checks for whom. Raises Missing."""
    form, cycle, employee, manager = unit.job_forms.whole(form_id)
    this, history = unit.job_forms.version(form_id, number), unit.job_forms.history(form_id)
    fate, entry = _fate(form, this, history)
    in_place_of = this.rating.in_place_of_id if this.rating else None
    return FormFacts(
        form=form,
        period=cycle.name,
        employee=employee,
        manager=manager,
        this=this,
        compared=known_before(unit, form, number, history),
        fate=fate,
        by=unit.people.get(entry.by_id).name if entry.by_id is not None else "",
        at=entry.at,
        in_place_of=unit.people.get(in_place_of).name if in_place_of is not None else "",
        reason=entry.note if fate is Fate.SENT_BACK else None,
        due_on=_due_on(form, cycle, employee, manager, policy) if fate is Fate.WAITS else None,
        numbers={each.number: each.at for each in unit.job_forms.versions(form_id)},
    )


def read_job_form(acting: Acting, *, form_id: int, number: int | None = None) -> FormFacts:
    """A version in full, the newest one where none is named.

    Raises Refusal: job_form.not_yours_to_read, job_form.nothing_yet.
    """
    with acting.store.read() as unit:
        form = unit.job_forms.look(form_id)
        require(Deed.READ_JOB_FORM, acting.by, form, refuse=lambda: Refusal("job_form.not_yours_to_read"))
        wanted = number or form.newest
        theirs = _not_of_others(unit, form, acting)
        if wanted is None or wanted in theirs:
            raise Refusal("job_form.nothing_yet", employee=unit.people.get(form.employee_id).name)
        facts = form_facts(unit, form_id, wanted, policy=acting.policy)
        numbers = {each: at for each, at in facts.numbers.items() if each not in theirs}
        return replace(facts, numbers=numbers)


def known_before(unit: Unit, form: JobForm, number: int | None, history: _History) -> FormVersion | None:
    """The newest version before `number` (None: of all) that the other side had to deal with.

    What was taken back is passed over, so that nothing changes behind anybody's back; before the first one
    of a period stands the newest of the period before.
    """
    taken_back = _taken_back(history)
    earlier = [
        each
        for each in unit.job_forms.versions(form.id)
        if (number is None or each.number < number) and each.number not in taken_back
    ]
    if earlier:
        return earlier[-1]
    before = unit.job_forms.before(form)
    return before[0] if before else None


def why_past(unit: Unit, form: JobForm, number: int) -> Refusal:
    """Why nothing can be done any more with a version that somebody was shown: job_form.withdrawn,
    job_form.rated_already, job_form.changed_since.
    """
    if form.stage.closed:
        return Refusal("job_form.withdrawn", period=unit.cycles.facts(form.cycle_id).name)
    rating = unit.job_forms.version(form.id, number).rating
    if rating is not None and form.rated == number:
        return Refusal("job_form.rated_already", by=unit.people.get(rating.by_id).name, at=rating.at)
    return Refusal("job_form.changed_since")


def change_asked(unit: Unit, form_id: int, number: int) -> ChangeAsked:
    """What a manager wants otherwise, by that step of the history. Raises Missing."""
    form, cycle, employee, _ = unit.job_forms.whole(form_id)
    entry = _step(unit, form_id, number)
    if entry.by_id is None:
        raise Missing
    return ChangeAsked(
        form=form,
        period=cycle.name,
        employee=employee,
        by=unit.people.get(entry.by_id).name,
        reason=entry.note or "",
        is_open=Event.FILL in JOB_FORM.possible(form.state) and employee.is_active,
    )


def below(unit: Unit, form_id: int, number: int, *, policy: Policy) -> Below | None:
    """What is told of a version that was rated in that step; None where it does not count any more."""
    form, cycle, employee, manager = unit.job_forms.whole(form_id)
    entry = _step(unit, form_id, number)
    if entry.facts.form is None or entry.facts.form != form.rated or form.stage.closed:
        return None
    told = {person.id: person.name for person in unit.people.values(entry.facts.told or ())}
    return Below(
        form=form,
        number=entry.facts.form,
        period=cycle.name,
        employee=employee,
        manager=manager,
        told=tuple(told[person] for person in entry.facts.told or ()),
        mark=policy.goals.match_mark,
    )


def _not_of_others(unit: Unit, form: JobForm, acting: Acting) -> frozenset[int]:
    """The versions that whoever reads is not to see: what was taken back is its employee's own again."""
    is_own = acting.person.id == form.employee_id
    return frozenset() if is_own else _taken_back(unit.job_forms.history(form.id))


def _taken_back(history: _History) -> frozenset[int]:
    back = (entry.facts.form for entry in history if entry.event is Event.TAKE_BACK)
    return frozenset(number for number in back if number is not None)


def _step(unit: Unit, form_id: int, number: int) -> Entry[State, Event]:
    found = next((each for each in unit.job_forms.history(form_id) if each.number == number), None)
    if found is None:
        raise Missing
    return found


def _fate(form: JobForm, this: FormVersion, history: _History) -> tuple[Fate, Entry[State, Event]]:
    """What became of a version, and the step in which it did."""
    if form.stage.closed:
        return Fate.WITHDRAWN, history[-1]
    last = [entry for entry in history if entry.facts.form == this.number][-1]
    if this.rating is not None:
        return Fate.RATED if form.rated == this.number else Fate.REPLACED, last
    return _ENDS.get(last.event, Fate.WAITS), last


def _due_on(
    form: JobForm, cycle: CycleFacts, employee: Person, manager: Person, policy: Policy
) -> date | None:
    terms = Terms(
        period=cycle.name,
        due=cycle.goals_due or cycle.ends_on,
        announced_at=form.owed_since,
        agreement_days=policy.schedule.agreement_days,
    )
    owed = implied(form, employee=employee, manager=manager, terms=terms, subject=Subject.JOB_FORM)
    return next((each.due_on for each in owed), None)
