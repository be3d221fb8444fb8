"""Feedback and suggestions: as values, and among the people of a company."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.weeks.feedback import Feedback, FeedbackFacts, FeedbackKind, Telling
from bot.domain.weeks.feedback_form import Sort, TypedFeedback
from bot.domain.weeks.feedback_way import Event, State
from bot.domain.weeks.suggestion import Suggestion, SuggestionFacts
from bot.domain.weeks.suggestion_way import State as SuggestionState
from bot.services.acting import Acting
from bot.services.weeks.feedback import give_feedback
from bot.services.weeks.feedback_form import see_feedback
from bot.services.weeks.suggestion import make_suggestion
from storage.models.people import PersonRow
from storage.unit import Store, Unit
from tests.builders.acting import MONDAY, acting
from tests.builders.people import CHEN, LIU, WU, Company

_FORMS = count(1)
"""Of all who say something: two of them on one database would otherwise send the same form."""
SEEN, CAME = "The slides came on Friday. marked-seen", "I could not read them. marked-came"


def feedback(state: State = State.TOLD, **rest: Any) -> Feedback:
    """Chen Jie (2) gave it to Wu Min (3), who reports to Liu Yang (1)."""
    values: dict[str, Any] = {
        "id": 7,
        "giver_id": CHEN.id,
        "receiver_id": WU.id,
        "manager_id": LIU.id,
        "kind": FeedbackKind.CONSTRUCTIVE,
        "behaviour": SEEN,
        "consequence": CAME,
        "tied": None,
        "given_at": MONDAY,
        "given_on": date(2026, 11, 23),
        "told_at": MONDAY,
        "state": state,
        "version": 1,
    }
    return Feedback(**{**values, **rest})


def facts(state: State = State.TOLD, *, reader: Person = WU, **rest: Any) -> FeedbackFacts:
    """The same before one reader, a minute after it was given."""
    values: dict[str, Any] = {
        "feedback": feedback(state),
        "giver": CHEN,
        "receiver": WU,
        "manager": LIU,
        "reader": reader,
        "answer": None,
        "told_by": None,
        "now": MONDAY + timedelta(minutes=1),
    }
    return FeedbackFacts(**{**values, **rest})


def suggestion(state: SuggestionState = SuggestionState.OPEN, **rest: Any) -> Suggestion:
    """Chen Jie (2) made it; it goes to Liu Yang (1)."""
    values: dict[str, Any] = {
        "id": 9,
        "giver_id": CHEN.id,
        "head_id": LIU.id,
        "behaviour": SEEN,
        "consequence": CAME,
        "made_at": MONDAY,
        "made_on": date(2026, 11, 23),
        "owed_since": MONDAY,
        "state": state,
        "version": 1,
    }
    return Suggestion(**{**values, **rest})


def suggestion_facts(
    state: SuggestionState = SuggestionState.OPEN, *, reader: Person = LIU, **rest: Any
) -> SuggestionFacts:
    """The same before one reader, a minute after it was made."""
    values: dict[str, Any] = {
        "suggestion": suggestion(state),
        "giver": CHEN,
        "reader": reader,
        "answering": (LIU,),
        "due_on": date(2026, 11, 30),
        "came": None,
        "now": MONDAY + timedelta(minutes=1),
    }
    return SuggestionFacts(**{**values, **rest})


class Saying:
    """People of a company who say something: to one another, and to the head above them."""

    def __init__(self, store: Store, people: Company) -> None:
        self.store = store
        self.people = people

    def by(self, who: Person, *, at: datetime = MONDAY, policy: Policy | None = None) -> Acting:
        return acting(self.store, by=who, now=at, policy=policy)

    def typed(self, receiver: Person | None = None, **rest: Any) -> TypedFeedback:
        """What stands in the form: about Wu Min unless told otherwise, constructive, told at once."""
        about = receiver or self.people.colleague
        values: dict[str, Any] = {
            "who": about.slack_id,
            "sort": Sort.CONSTRUCTIVE,
            "behaviour": SEEN,
            "consequence": CAME,
        }
        return TypedFeedback(**{**values, **rest})

    def give(
        self,
        giver: Person | None = None,
        receiver: Person | None = None,
        *,
        kept: bool = False,
        at: datetime = MONDAY,
        policy: Policy | None = None,
        **rest: Any,
    ) -> Feedback:
        """Chen Jie to Wu Min unless told otherwise, by the rule that the form shows."""
        by = self.by(giver or self.people.employee, at=at, policy=policy)
        telling = Telling.KEPT if kept else Telling.AT_ONCE
        typed = self.typed(receiver, telling=telling, **rest)
        shown = see_feedback(by, typed).rule.fingerprint
        return give_feedback(by, typed, shown=shown, submission=self.form())

    def suggest(self, giver: Person | None = None, *, at: datetime = MONDAY) -> Suggestion:
        """Chen Jie to the head above them, unless told otherwise."""
        by = self.by(giver or self.people.employee, at=at)
        typed = self.typed(who="", sort=Sort.SUGGESTION)
        shown = see_feedback(by, typed).rule.fingerprint
        return make_suggestion(by, typed, shown=shown, submission=self.form())

    def form(self) -> str:
        """The id of a form that nobody has submitted."""
        return f"VF{next(_FORMS)}"

    def look(self, feedback_id: int) -> Feedback:
        with self.store.read() as unit:
            return unit.feedback.look(feedback_id)

    def look_at(self, suggestion_id: int) -> Suggestion:
        with self.store.read() as unit:
            return unit.suggestions.look(suggestion_id)

    def change(self, who: Person, then: Callable[[Unit], None] = lambda _unit: None, **fields: Any) -> None:
        """Something else holds of somebody from now on; `then` what the import does after it."""
        with self.store.begin() as unit:
            row = unit.session.get_one(PersonRow, who.id)
            for name, value in fields.items():
                setattr(row, name, value)
            unit.session.flush()
            then(unit)


def prepared(store: Store, *, by: Person, about: Person, at: datetime = MONDAY) -> Feedback:
    """Something constructive that they were told then, so that no score surprises them. Nothing is sent."""
    with store.begin() as unit:
        return unit.feedback.add(
            event=Event.GIVE,
            state=State.TOLD,
            giver_id=by.id,
            receiver_id=about.id,
            submission=f"prepared-{by.id}-{about.id}",
            kind=FeedbackKind.CONSTRUCTIVE,
            behaviour=SEEN,
            consequence=CAME,
            tied=None,
            at=at,
            day=at.date(),
            told_at=at,
        )
