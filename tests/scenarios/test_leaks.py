"""The leak walk of a review: a marked word in everything that is written, and everybody who looks everywhere.

Each word comes before those whom docs/who-sees.md names, and before nobody else: in no message, Home, form,
channel, notification, outbox row or log line. The same of requests: tests/house/test_who_sees_what.py.
"""

import re
from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.way import State
from bot.local.workspace import LocalWorkspace
from bot.sandbox.people.messages import Msg
from bot.sandbox.people.screen import controls
from storage.models.delivery import OutboxRow
from storage.unit import Store
from tests.builders.feedback import Saying
from tests.builders.pockets import MENTORING, written
from tests.builders.world import FRIDAY, World
from tests.house.test_who_sees import MARKS, Story
from tests.house.test_who_sees_what import Cast
from tests.house.who_sees import Relation, sees
from tests.scenarios.conftest import PATIENT, Workspace

MARK = re.compile(r"mark-[a-z]+")
BESIDE: Mapping[str, frozenset[Relation]] = {
    "mark-pocket": frozenset({Relation.EMPLOYEE}),
    "mark-feedback": frozenset(
        {
            Relation.EMPLOYEE,
            Relation.MANAGER,
            Relation.HR_SEATED,
            Relation.HR,
            Relation.COLLEAGUE,  # gave it
        }
    ),
}
"""What is no part of the review, by who may see it."""

OPENS = ("Open", "See your result", "See what you sent")
TOPICS = ("", "status", "goals", "pocket", "feedback", "check-in", "reach", "view-as")


class Eyes(Cast):
    """Everybody who is something to the review at their keyboards."""

    def __init__(self, workspace: Workspace, people: Mapping[str, Person]) -> None:
        self.workspace, self.people = workspace, people
        self.at = {name: workspace.sandbox.person(str(each.slack_id)) for name, each in people.items()}
        self.seen: dict[str, set[str]] = {}
        self.notified: list[str] = []

    def sees(self, who: str, what: object) -> None:
        for mark in MARK.findall(str(what)):
            self.seen.setdefault(mark, set()).add(who)

    def looks_everywhere(self, who: str) -> None:
        keyboard = self.at[who]
        for message in self.messages(keyboard):
            self.sees(who, message.shape)
            self.notified.append(message.text)
            self.presses_everything(who, message)
        for topic in TOPICS:
            self.sees(who, [each.shape for each in keyboard.command("/review", topic)])
            self.reads_what_opened(who)
        self.opens_home(who, self.people[who])

    def presses_everything(self, who: str, message: Msg) -> None:
        for each in controls(message.blocks, {}):
            if each.kind == "button" and (each.label.endswith("…") or each.label in OPENS):
                message.click(each.label)
                self.reads_what_opened(who)


@pytest.fixture
def story(store: Store) -> Story:
    """The review is open; a case is in the pocket, and feedback was told."""
    world = World(store)
    story = Story(world)
    written(store, world.people.employee, "mark-pocket", place=MENTORING)
    saying = Saying(store, world.people)
    saying.give(world.people.colleague, world.people.employee, behaviour="mark-feedback")
    return story


@pytest.fixture
def workspace(store: Store, story: Story) -> Iterator[Workspace]:
    clock = MovableClock(FRIDAY)
    local = LocalWorkspace(store, policy=Policy(), clock=clock, rate_limits=False, timing=PATIENT)
    local.start()
    yield Workspace(local, story.world.people)
    local.stop()


LOOKED_AT = [
    # What was written before stands there, too.
    pytest.param(frozenset({State.CONFIRMED}), id="confirmed"),
    pytest.param(frozenset(State) - {State.CONFIRMED}, id="on the way", marks=pytest.mark.soak),
]


@pytest.mark.parametrize("looked_at", LOOKED_AT)
def test_each_marked_word_is_before_those_whom_the_table_names_and_nobody_else(
    workspace: Workspace, story: Story, looked_at: frozenset[State], capsys: pytest.CaptureFixture[str]
) -> None:
    cast = {relation: person for relation, person in story.cast.items() if person is not None}
    was: set[State] = set()
    for state in story.goes():
        was.add(state)
        workspace.settle()
        if state not in looked_at:
            continue
        eyes = Eyes(workspace, {relation.value: person for relation, person in cast.items()})
        for relation in cast:
            eyes.looks_everywhere(relation.value)

        for mark, who in eyes.seen.items():
            allowed = {each.value for each in cast if _may_have_seen(mark, each, was)}
            assert who <= allowed, (state, mark, who - allowed)
        assert MARK.findall("\n".join(eyes.notified)) == []
        if state is State.CONFIRMED:
            for relation in (Relation.EMPLOYEE, Relation.MANAGER, Relation.ONE_OVER, Relation.HR_SEATED):
                found = {mark for mark, who in eyes.seen.items() if relation.value in who}
                assert {"mark-evidence", "mark-comment", "mark-reason"} <= found, relation
    rows = workspace.look(lambda unit: [str(vars(row)) for row in unit.session.scalars(select(OutboxRow))])
    assert MARK.findall("\n".join([*rows, *capsys.readouterr()])) == []
    assert workspace.parked() == []


def _may_have_seen(mark: str, relation: Relation, was: set[State]) -> bool:
    """In a message that stands since then, or now."""
    if mark in BESIDE:
        return relation in BESIDE[mark]
    return any(sees(relation, MARKS[mark], state) for state in was)
