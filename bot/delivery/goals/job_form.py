"""A version of a job-responsibility form before its two sides; what is said once of a form."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.goals.cards import goals_team_card, my_goals_card
from bot.domain.goals.job_form_facts import Fate, FormFacts
from bot.domain.goals.job_form_notices import BelowMark, FormChangeAsked
from bot.domain.people import Person
from bot.services.goals.job_form_facts import below, change_asked, form_facts
from messages.goals.job_form_card import DECIDED, job_form_card, taken_over_card
from messages.goals.job_form_note import below_note, change_asked_note


def draw_job_form(at: Snapshot, key: CardKey) -> Outgoing | None:
    """To the manager once it is sent, to the employee once it is rated; brought up to date for both."""
    form_id, number, reader_id = key.numbers
    facts, reader = form_facts(at.unit, form_id, number, policy=at.policy), at.person(reader_id)
    if not reader.is_active:
        return None
    words = at.words_for(reader)
    if reader_id == facts.form.employee_id:
        return Outgoing(
            message=job_form_card(words, facts, is_employees=True),
            person=reader,
            card=key,
            under=at.where_it_stands(my_goals_card(facts.form.goals_id)),
            only_update=facts.fate not in DECIDED,
        )
    if reader_id != facts.form.manager_id:
        return _taken_over(at, key, facts, reader)
    return Outgoing(
        message=job_form_card(words, facts, is_employees=False),
        person=reader,
        card=key,
        under=at.where_it_stands(goals_team_card(facts.form.cycle_id, reader_id)),
        only_update=facts.fate is not Fate.WAITS or not facts.employee.is_active,
    )


def on_change_asked(at: Snapshot, notice: FormChangeAsked) -> Outgoing | None:
    """To the employee, under the card of their goals."""
    facts = change_asked(at.unit, notice.form_id, notice.number)
    if not facts.employee.is_active or facts.form.stage.closed:
        return None
    return Outgoing(
        message=change_asked_note(at.words_for(facts.employee), facts),
        person=facts.employee,
        under=at.where_it_stands(my_goals_card(facts.form.goals_id)),
    )


def on_below_mark(at: Snapshot, notice: BelowMark) -> Outgoing | None:
    """To one of those who are told, in their direct messages and nowhere else."""
    reader = at.person(notice.to)
    facts = below(at.unit, notice.form_id, notice.number, policy=at.policy)
    if facts is None or not reader.is_active:
        return None
    return Outgoing(message=below_note(at.words_for(reader), facts), person=reader)


def _taken_over(at: Snapshot, key: CardKey, facts: FormFacts, reader: Person) -> Outgoing:
    return Outgoing(
        message=taken_over_card(at.words_for(reader), facts), person=reader, card=key, only_update=True
    )


DRAWS: Draws = {Card.JOB_FORM: draw_job_form}
ROUTES: Routes = {FormChangeAsked: on_change_asked, BelowMark: on_below_mark}
