"""A mentor pairing before whoever is asked; and what they said, before whoever asked."""

from dataclasses import replace

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.actions.notices import MentorAnswered
from bot.domain.cards import Card, CardKey
from bot.services.actions.my_actions import one_listed
from messages.actions.mentor_card import answered_note, mentor_card


def draw_mentoring(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Posted once; of what ended before, or whose person has left, nothing is said."""
    action_id, mentor_id = key.numbers
    mentor = at.person(mentor_id)
    if not mentor.is_active:
        return None
    listed = one_listed(at.unit, action_id)
    asked_by = at.person(listed.action.written_by_id)
    return Outgoing(
        message=mentor_card(at.words_for(mentor), listed, asked_by=asked_by),
        person=mentor,
        card=key,
        only_update=not (listed.action.stage.asked and listed.person.is_active),
    )


def on_answered(at: Snapshot, notice: MentorAnswered) -> Outgoing | None:
    """To whoever asked. Where somebody else is the manager by now, to them: whoever asked has no part in it
    any more, and why the mentor cannot was written to that one alone.
    """
    listed = one_listed(at.unit, notice.action_id)
    manager_id = listed.person.manager_id
    if manager_id is None:
        return None
    person = at.person(manager_id)
    if manager_id != notice.to and listed.action.stage.ended:
        listed = replace(listed, last=None)
    if not person.is_active or listed.action.version != notice.number:
        return None
    return Outgoing(message=answered_note(at.words_for(person), listed), person=person)


DRAWS: Draws = {Card.MENTORING: draw_mentoring}
ROUTES: Routes = {MentorAnswered: on_answered}
