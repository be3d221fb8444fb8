"""What people's trainings and pairings come to: by name in numbers, of departments of five and more."""

from bot.domain.actions.action import ActionKind, TrainingKind
from bot.domain.actions.became import Helped
from bot.domain.actions.growth import Grown, PersonGrowth, of_department, of_person
from bot.domain.actions.trainings import Answer
from bot.domain.actions.way import State
from bot.domain.reports.counting import Count
from tests.builders.actions import action
from tests.builders.people import CHEN


def grown(state: State, answer: Answer = Answer.TAKEN_UP, *, who: int = CHEN.id, **rest: object) -> Grown:
    helped = rest.pop("helped", None)
    assert helped is None or isinstance(helped, Helped)
    values = {"kind": ActionKind.TRAINING, "training": TrainingKind.SHARING, "person_id": who, **rest}
    return Grown(action=action(state, **values), answer=answer, helped=helped)


def test_a_person_has_numbers_and_what_was_withdrawn_is_none() -> None:
    theirs = [
        grown(State.OFFERED, Answer.WAITING),
        grown(State.OPEN),
        grown(State.DONE),
        grown(State.TURNED_DOWN, Answer.DECLINED),
        grown(State.DROPPED, Answer.WAITING),
        grown(State.OPEN, who=99),
    ]

    assert of_person(CHEN, theirs) == PersonGrowth(person=CHEN, waiting=1, under_way=1, done=1, declined=1)


def test_a_department_has_counts_of_five_and_of_nobody() -> None:
    five = [grown(State.DONE, who=who, helped=Helped.YES) for who in range(5)]
    asked = [grown(State.ASKED, Answer.WAITING, who=9, kind=ActionKind.MENTORING, training=None)]
    withdrawn = [grown(State.DROPPED, Answer.WAITING, who=8)]

    found = of_department("Marketing", [*five, *asked, *withdrawn], people=9)
    assert (found.offers, found.kinds) == ({Answer.TAKEN_UP: 5}, {TrainingKind.SHARING: 5})
    assert (found.trainings, found.pairings) == (Count(total=5, done=5), Count())
    assert found.helped == {Helped.YES: 5}
    one_more = grown(State.TURNED_DOWN, Answer.DECLINED, who=7)
    assert of_department("Marketing", [*five, one_more], people=9).offers is None
    assert of_department("Marketing", five, people=4).is_hidden
