"""Improvement actions among the people of a company, and as values."""

from datetime import date, datetime
from itertools import count
from typing import Any

from bot.domain.actions.action import Action, ActionKind, Listed
from bot.domain.actions.action_form import FEW, HITS, TypedAction
from bot.domain.actions.way import State
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.actions.action import write_action
from bot.services.actions.mentors import accept
from bot.services.actions.trainings import take_up
from storage.unit import Store
from tests.builders.acting import MONDAY, acting
from tests.builders.people import CHEN, LIU, Company

DUE = date(2026, 12, 4)
"""A Friday, two weeks after the Monday on which tests begin."""
DONE_SO = "Present the weekly figures yourself. marked-action"
GAP = "Speaks too quietly. marked-gap"


def action(state: State = State.OPEN, **rest: Any) -> Action:
    """Liu Yang wrote it for Chen Jie, who does it."""
    values: dict[str, Any] = {
        "id": 7,
        "person_id": CHEN.id,
        "owner_id": CHEN.id,
        "kind": ActionKind.PRACTICE,
        "tied": None,
        "gap": GAP,
        "text": DONE_SO,
        "due_on": DUE,
        "written_by_id": LIU.id,
        "written_at": MONDAY,
        "state": state,
        "version": 1,
    }
    return Action(**{**values, **rest})


def listed(state: State = State.OPEN, *, owner: Person = CHEN, **rest: Any) -> Listed:
    """The same with names."""
    last = rest.pop("last", None)
    return Listed(action=action(state, owner_id=owner.id, **rest), person=CHEN, owner=owner, last=last)


def typed(**rest: Any) -> TypedAction:
    """What stands in the form: a practice of the employee's own, for a gap."""
    values: dict[str, Any] = {
        "kind": ActionKind.PRACTICE.value,
        "owner": "employee",
        "due": DUE.isoformat(),
        "gap": GAP,
        "text": DONE_SO,
        "questions": (FEW, HITS),
        "lands": "Every Monday",
        "training": "classroom" if rest.get("kind") == "training" else "",
    }
    return TypedAction(**{**values, **rest})


class Improving:
    """Liu Yang, who writes actions for Chen Jie."""

    def __init__(self, store: Store, people: Company) -> None:
        self.store = store
        self.people = people
        self._forms = count(1)

    def by(self, who: Person, *, at: datetime = MONDAY) -> Acting:
        return acting(self.store, by=who, now=at)

    def write(self, *, at: datetime = MONDAY, submission: str = "", **rest: Any) -> Action:
        """One for Chen Jie, unless told otherwise."""
        return write_action(
            self.by(self.people.manager, at=at),
            person_id=self.people.employee.id,
            typed=typed(**rest),
            submission=submission or f"V{next(self._forms)}",
        )

    def ask(self, mentor: Person, **rest: Any) -> Action:
        """A pairing of which the mentor has not said anything."""
        return self.write(kind=ActionKind.MENTORING.value, mentor=str(mentor.id), **rest)

    def offer(self, **rest: Any) -> Action:
        """A training that nobody has answered."""
        return self.write(kind=ActionKind.TRAINING.value, **rest)

    def taken_up(self, **rest: Any) -> Action:
        """The same once Chen Jie takes it up."""
        return take_up(self.by(self.people.employee), action_id=self.offer(**rest).id)

    def pair(self, mentor: Person) -> Action:
        """The same once they said yes."""
        return accept(self.by(mentor), action_id=self.ask(mentor).id)

    def look(self, action_id: int) -> Action:
        with self.store.read() as unit:
            return unit.actions.look(action_id)
