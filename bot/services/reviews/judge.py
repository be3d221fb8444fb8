"""Who decides about an appeal: somebody of HR who had no part in the score, else the next above."""

from bot.domain.concerns import Cause
from bot.domain.reviews.appeal import had_a_part, judge
from bot.domain.reviews.talk import Talk
from bot.domain.reviews.way import Event
from bot.services.acting import Acting
from bot.services.concerns import note_concern, settle_concern
from storage.unit import Unit

SUBJECT = "appeal:"
"""What a concern is about: a talk whose appeal nobody can decide, by its id."""

SCORED_BY = frozenset({Event.APPROVE, Event.ADJUST, Event.CONFIRM, Event.SETTLE, Event.SEND_BACK})
"""Whoever did any of these had a part in the score."""


def judge_of(unit: Unit, talk: Talk, acting: Acting) -> int | None:
    """Their id: whoever has it, as long as they may. The admins hear of it where nobody is left to decide,
    until somebody is.
    """
    review = unit.reviews.look(talk.review_id)
    scorers = {each.by_id for each in unit.reviews.history(review.id) if each.event in SCORED_BY}
    scorers |= unit.calibrations.movers(review.id)
    scorers |= {each.person_id for each in unit.second_looks.of(review.id)}
    chain = unit.second_looks.chain(review.manager_id, review.cycle_id)
    part = had_a_part(review, {each for each in (*scorers, talk.holder_id) if each is not None})
    found = judge(chain.hr, chain.above, part, has_it=talk.judge_id)
    subject = f"{SUBJECT}{talk.id}"
    if found is not None:
        settle_concern(unit, Cause.NO_JUDGE, subject=subject, now=acting.now)
    else:
        facts = {"name": unit.people.get(review.employee_id).name}
        note_concern(unit, Cause.NO_JUDGE, subject=subject, facts=facts, now=acting.now)
    return found
