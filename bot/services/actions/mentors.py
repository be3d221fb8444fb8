"""Whoever is asked to be a mentor says whether they take it on; HR sees who has taken on how much.

Source: domain.md §8.
"""

from bot.domain.access import Deed, require
from bot.domain.actions.action import Action, Listed
from bot.domain.actions.action_form import read_line
from bot.domain.actions.growth import LOOKS_BACK
from bot.domain.actions.mentors import MentorLoad, MentorsPage
from bot.domain.actions.way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.advance import advance
from bot.services.actions.my_actions import one_listed
from bot.services.reviews.find_review import found
from storage.unit import Unit

MOST_SHOWN = 60
WHY = "why"
"""The field of why somebody cannot."""


def accept(acting: Acting, *, action_id: int) -> Action:
    """Yes; a second one changes nothing. Raises Refusal: mentoring.not_yours, action.not_now."""
    with acting.store.begin() as unit:
        action = _asked(unit, acting, action_id, lock=True)
        return action if action.stage.open else advance(unit, action, Event.ACCEPT, acting)


def decline(acting: Acting, *, action_id: int, why: str) -> Action:
    """Not now; why may be left out. Raises Refusal: mentoring.not_yours, action.not_now, action.too_long."""
    with acting.store.begin() as unit:
        action = _asked(unit, acting, action_id, lock=True)
        return advance(unit, action, Event.DECLINE, acting, note=read_line(why, field=WHY))


def to_decline(acting: Acting, *, action_id: int) -> Listed:
    """The pairing that is asked for. Raises Refusal: mentoring.not_yours, action.not_now."""
    with acting.store.read() as unit:
        action = _asked(unit, acting, action_id, lock=False)
        if not action.stage.asked:
            raise Refusal("action.not_now", state=action.state, event=Event.DECLINE)
        return one_listed(unit, action_id)


def read_mentors(acting: Acting) -> MentorsPage:
    """Who is a mentor of how many. Raises Refusal("growth.not_hr")."""
    require(Deed.READ_MENTORS, acting.by, refuse=lambda: Refusal("growth.not_hr"))
    with acting.store.read() as unit:
        active = {each.id: each for each in unit.people.active()}
        mentored = unit.actions.mentored(since=acting.now - LOOKS_BACK)
        loads = [
            MentorLoad(person=active[who], paired=paired, asked=asked, done=done)
            for who, (paired, asked, done) in mentored.items()
            if who in active
        ]
        loads.sort(key=lambda each: (-each.load, -each.done, each.person.name))
        return MentorsPage(
            loads=tuple(loads[:MOST_SHOWN]),
            more=max(0, len(loads) - MOST_SHOWN),
            most=acting.policy.actions.mentor_pairings,
            free=sum(bool(each.slack_id) for each in active.values() if each.id not in mentored),
        )


def _asked(unit: Unit, acting: Acting, action_id: int, *, lock: bool) -> Action:
    read = unit.actions.get if lock else unit.actions.look
    action = found(lambda: read(action_id), refuse=_not_yours)
    require(Deed.ANSWER_MENTORING, acting.by, action, refuse=_not_yours)
    return action


def _not_yours() -> Refusal:
    return Refusal("mentoring.not_yours")
