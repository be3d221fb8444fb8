"""Why somebody is asked, in the words of the planner: for whoever got the reminder, and for an admin."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.access import Deed, require
from bot.domain.nudging.planner import Reason, Situation, plan
from bot.domain.nudging.why import Because, WhyFacts, before, said_before
from bot.domain.obligations import soonest_first
from bot.domain.people import Person
from bot.domain.text import address
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.nudging.planning import Planned, Situations, planned_for
from bot.services.nudging.rows import key_of, step_of
from bot.services.obligations import owed_of
from storage.obligations import Waiting
from storage.unit import Unit


def why_am_i_asked(acting: Acting, *, day: date) -> WhyFacts:
    """Of the reader's own reminder of that day: what still waits of it, and why it came then.

    Raises Refusal("card.unknown") where they got none on that day.
    """
    require(Deed.READ_OWN_REMINDER, acting.by)
    by = acting.person
    with acting.store.read() as unit:
        situation = Situations(unit, policy=acting.policy, now=acting.now, people=[by]).of(by)
        return _of_reminder(unit, by, situation, day=day)


def why_they_are_asked(acting: Acting) -> list[WhyFacts]:
    """The same of everybody who was reminded at this very moment: for a rehearsal."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        days = unit.nudges.sent_at(acting.now)
        people = unit.people.values(days)
        situations = Situations(unit, policy=acting.policy, now=acting.now, people=people)
        return [_of_reminder(unit, each, situations.of(each), day=days[each.id]) for each in people]


def why_or_why_not(acting: Acting, *, of: str) -> list[tuple[Planned, WhyFacts]]:
    """Of these people, by a name or an e-mail: what would be said to them now, or why nothing.

    Raises Refusal("reminder.nobody") where nobody is called that.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        found = planned_for(unit, acting, _called(unit, of))
        return [
            (
                each,
                _facts(
                    each.person,
                    each.situation,
                    unit.obligations.waiting([each.person.id]),
                    told=len(each.decision.tells),
                ),
            )
            for each in found
        ]


def _of_reminder(unit: Unit, person: Person, situation: Situation, *, day: date) -> WhyFacts:
    sent = next((each.at for each in situation.nudges if each.day == day), None)
    if sent is None:
        raise Refusal("card.unknown")
    waited = unit.obligations.as_of(person.id, at=sent)
    still = {step.of(person.id) for step in situation.steps}
    then = replace(
        situation,
        now=sent,
        nudges=[each for each in situation.nudges if each.day < day],
        steps=[step_of(each.obligation) for each in waited],
        tells=(),
    )
    told = sum(step.person_id != person.id for step, _ in unit.told.on(person.id, day=day))
    waits = [each for each in waited if key_of(each.obligation) in still]
    return _facts(person, then, waits, told=told)


def _called(unit: Unit, wanted: str) -> list[Person]:
    """By the e-mail, else by the whole name or a part of it, in whatever case."""
    people = unit.people.reachable()
    by_email = [person for person in people if person.email == address(wanted)]
    part = wanted.strip().casefold()
    found = by_email or [person for person in people if part and part in person.name.casefold()]
    if not found:
        raise Refusal("reminder.nobody", name=wanted)
    return found


def _facts(person: Person, situation: Situation, waiting: Sequence[Waiting], *, told: int) -> WhyFacts:
    decision = plan(situation)
    reasons = {each.step.of(person.id): each.reason for each in decision.says}
    left_out = {each.step.of(person.id) for each in decision.quiet if each.step is not None}
    steps = {step.of(person.id): step for step in situation.owed}
    because = {
        owed: Because(
            owed=owed,
            reason=reasons.get(key, Reason.ALONG),
            said_before=said_before(situation, steps[key]),
        )
        for each in waiting
        if (key := key_of(each.obligation)) in steps and key not in left_out
        for owed in [owed_of(each)]
    }
    return WhyFacts(
        person=person,
        day=situation.day,
        because=tuple(because[owed] for owed in soonest_first(because)),
        told=told,
        earlier=before(situation),
        rhythm=situation.rhythm,
        a_week=situation.manners.a_week,
    )
