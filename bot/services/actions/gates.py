"""HR reads the four gates of somebody, on record, and puts on record that another post was offered."""

from collections.abc import Iterator

from bot.domain.access import Deed, require
from bot.domain.actions.action import ActionKind, Support
from bot.domain.actions.gates import Document, Ledger, OnRecord, gates_of, read_offer
from bot.domain.actions.plans import wants_a_plan
from bot.domain.actions.trainings import answer_of
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.review_facts import review_facts
from storage.unit import Unit


def read_gates(acting: Acting, *, person_id: int) -> Ledger:
    """All four as they stand; that one looked stays on record. Raises Refusal("gates.not_hr")."""
    with acting.store.begin() as unit:
        person = _whom(unit, acting, person_id)
        unit.gates.note(person.id, by_id=acting.person.id, at=acting.now)
        return Ledger(person=person, gates=gates_of(_on_record(unit, person)))


def read_gates_of_account(acting: Acting, *, account: str) -> Ledger:
    """The same by Slack id. Raises Refusal: gates.whom, gates.not_hr."""
    with acting.store.read() as unit:
        person = unit.people.by_slack_id(account) if account else None
        if person is None:
            raise Refusal("gates.whom")
    return read_gates(acting, person_id=person.id)


def to_offer(acting: Acting, *, person_id: int) -> Person:
    """To whom another post was offered. Raises Refusal("gates.not_hr")."""
    with acting.store.read() as unit:
        return _whom(unit, acting, person_id)


def offer_post(acting: Acting, *, person_id: int, day: str, text: str, submission: str) -> None:
    """Put on record that it was offered, when and which. Submitting a form twice comes to one.

    Raises Refusal: gates.not_hr, and as bot.domain.actions.gates.read_offer.
    """
    with acting.store.begin() as unit:
        person = _whom(unit, acting, person_id)
        unit.people.queue_up(acting.person.id)
        on, said = read_offer(day, text, today=acting.now.astimezone(acting.person.zone).date())
        unit.gates.offer(
            person.id, on=on, text=said, by_id=acting.person.id, at=acting.now, submission=submission
        )


def _whom(unit: Unit, acting: Acting, person_id: int) -> Person:
    person = next(iter(unit.people.values([person_id])), None)
    if person is None:
        raise _not_hr()
    require(Deed.READ_GATES, acting.by, person, refuse=_not_hr)
    return person


def _on_record(unit: Unit, person: Person) -> Iterator[OnRecord]:
    zone = person.zone
    for at, period in unit.gates.rated_forms(person.id):
        yield OnRecord(document=Document.JOB_FORM, on=at.astimezone(zone).date(), period=period)
    for at, period in unit.gates.agreed_sheets(person.id):
        yield OnRecord(document=Document.SHEET, on=at.astimezone(zone).date(), period=period)
    for review_id, at in unit.histories.released(person.id).items():
        facts = review_facts(unit, review_id)
        if facts.cycle.scheme.asks_periods:  # what stands in its periods already is no second assessment
            continue
        if facts.outcome is not None and wants_a_plan(facts.outcome, facts.cycle.scheme):
            day = at.astimezone(zone).date()
            yield OnRecord(document=Document.RESULT, on=day, period=facts.cycle.name)
    yield from _offered(unit, person)
    yield from unit.gates.offers(person.id)


def _offered(unit: Unit, person: Person) -> Iterator[OnRecord]:
    """Trainings, taken up or not, and what came first in a plan."""
    actions = unit.actions.of_person(person.id)
    histories = unit.actions.histories([each.id for each in actions if each.kind is ActionKind.TRAINING])
    answers = {action_id: answer_of(entries) for action_id, entries in histories.items()}
    names = {each.id: each.name for each in unit.people.values({each.written_by_id for each in actions})}
    for each in actions:
        day, by = each.written_at.astimezone(person.zone).date(), names[each.written_by_id]
        if each.kind is ActionKind.TRAINING:
            yield OnRecord(document=Document.TRAINING, on=day, text=each.text, by=by, answer=answers[each.id])
        for kind, document in ((Support.TRAINING, Document.TRAINING), (Support.POST, Document.POST)):
            if kind in each.supported.kinds:
                yield OnRecord(document=document, on=day, text=each.supported.text, by=by)


def _not_hr() -> Refusal:
    return Refusal("gates.not_hr")
