"""The leak walk of a review: a marked word in everything that is written, and everybody who looks everywhere.

Each word comes before those whom docs/who-sees.md names, and before nobody else: in no message, Home, form,
channel, notification, file, outbox row or log line, no export, and no answer over HTTP. The same of requests:
tests/house/test_who_sees_what.py.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.domain.goals.figures import Owner, Place
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.talk import Preparation
from bot.domain.reviews.talk_way import Event as TalkEvent
from bot.domain.reviews.way import State
from bot.domain.weeks.pocket_files import ToFetch
from bot.local.workspace import LocalWorkspace
from bot.sandbox.people.messages import Msg
from bot.sandbox.people.screen import controls
from bot.services.acting import Acting
from bot.services.privacy.export import export_person
from bot.services.reviews.appeal import appeal, decide
from bot.services.reviews.talk import hold
from bot.services.reviews.talk_preparation import prepare
from storage.models.delivery import OutboxRow
from storage.unit import Store
from tests.builders.approval import CUSTOMER
from tests.builders.beside_slack import SAYS, SAYS_NOTHING_OF_IT, answered, commands, exported
from tests.builders.feedback import Saying
from tests.builders.intake import filed
from tests.builders.pay import paid
from tests.builders.people import MARKETING, kpi_sheet
from tests.builders.pockets import MENTORING, kept, written
from tests.builders.read_files import read_in
from tests.builders.world import FRIDAY, World
from tests.house.test_who_sees import MARKS, Story
from tests.house.test_who_sees_what import Cast
from tests.house.who_sees import Relation, sees
from tests.scenarios.conftest import PATIENT, Workspace
from tests.services.reports.test_department import department_id, enters

MARK = re.compile(r"mark-[a-z]+")
BESIDE: Mapping[str, frozenset[Relation]] = {
    "mark-pocket": frozenset({Relation.EMPLOYEE}),
    "mark-request": frozenset({Relation.EMPLOYEE}),  # and the product managers
    "mark-file": frozenset({Relation.EMPLOYEE, Relation.MANAGER}),
    "mark-content": frozenset({Relation.EMPLOYEE, Relation.MANAGER}),
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

TOLD_OF_A_TALK: Mapping[str, frozenset[Relation]] = {
    "mark-preparation": frozenset({Relation.MANAGER}),
    "mark-appeal": frozenset({Relation.EMPLOYEE, Relation.HR}),
    "mark-shows": frozenset({Relation.EMPLOYEE, Relation.HR}),
    "mark-verdict": frozenset({Relation.EMPLOYEE, Relation.MANAGER, Relation.HR}),
}
"""What is said of the talk about it, by who may see it; other HR is who decides."""

PAY = frozenset({"mark-grade", "mark-whypaid"})
"""It is nowhere in Slack, nor in what a command says: in files that HR makes, and in one's own export."""

OPENS = ("Open", "See your result", "See what you sent")
REVIEW_TOPICS = ("", "status", "goals", "pocket", "feedback", "check-in", "reach", "view-as", "history")
TOPICS = (*(("/review", topic) for topic in REVIEW_TOPICS), ("/intake", ""))
MEAN = "3.275"
"""What Chen Jie's review comes to, before it is rounded: as it stands in a file."""
IN_FILES: Mapping[str, tuple[frozenset[str], frozenset[Relation]]] = {
    "reviews": (
        frozenset({"mark-evidence", "mark-comment", "mark-question", "mark-reason", "mark-result"}),
        frozenset({Relation.EMPLOYEE, Relation.MANAGER, Relation.HR_SEATED, Relation.HR}),
    ),
    "results": (frozenset({"mark-result"}), frozenset({Relation.ONE_OVER, Relation.HR_SEATED, Relation.HR})),
    ".pptx": (frozenset(), frozenset({Relation.ONE_OVER, Relation.HR_SEATED, Relation.HR})),
}
"""By what is in the name of a file that is asked for: what stands in it of a released review, and who has it;
the manager's manager is head of the department.
"""
FILE = {"id": "F1", "name": "mark-file.pdf", "mimetype": "text/plain", "size": 12}


class Eyes(Cast):
    """Everybody who is something to the review at their keyboards."""

    def __init__(self, workspace: Workspace, people: Mapping[str, Person]) -> None:
        self.workspace, self.people = workspace, people
        self.at = {name: workspace.sandbox.person(str(each.slack_id)) for name, each in people.items()}
        self.seen: dict[str, set[str]] = {}
        self.notified: list[str] = []
        self.filed: dict[tuple[str, str], set[str]] = {}
        self.had: dict[str, set[str]] = {}
        """By kind of file that is asked for: in whose it was what, and who had one."""

    def sees(self, who: str, what: object) -> None:
        for mark in MARK.findall(str(what)):
            self.seen.setdefault(mark, set()).add(who)

    def looks_everywhere(self, who: str) -> None:
        keyboard = self.at[who]
        for message in self.messages(keyboard):
            self.sees(who, message.shape)
            self.reads_files(who, message)
            self.notified.append(message.text)
            self.presses_everything(who, message)
        for command, topic in TOPICS:
            self.sees(who, [each.shape for each in keyboard.command(command, topic)])
            self.reads_what_opened(who)
        self.opens_home(who, self.people[who])

    def has_the_file_sent(self) -> None:
        """The manager, out of *Read all…* under the card."""
        manager = self.at[Relation.MANAGER.value]
        for card in self.messages(manager):
            if "Read all…" in card.buttons:
                card.click("Read all…")
                form = manager.wait_for_modal(title="Read all")
                form.click("Send me the file")
                form.close()
        self.workspace.settle()

    def ask_for_files(self) -> None:
        """Everybody, for everything that there is."""
        employee = self.people[Relation.EMPLOYEE.value]
        for keyboard in self.at.values():
            for asked in (
                f"@{employee.name} xlsx",
                f"@{employee.name} pdf",
                "csv",
                f"{MARKETING} csv",
                "2026Q4 pdf",
            ):
                keyboard.command("/review", f"export {asked}")
            keyboard.command("/review", f"deck {MARKETING}")
        self.workspace.settle()

    def reads_files(self, who: str, message: Msg) -> None:
        """What they asked for is counted by itself: HR has somebody's reviews there as the employee does."""
        for each in message.shape.get("files") or ():
            file = self.workspace.sandbox.workspace.files[each["id"]]
            said = read_in(file.name, file.content)
            kind = next((kind for kind in IN_FILES if kind in file.name), None)
            if kind is None:
                self.sees(who, said)
                continue
            self.had.setdefault(kind, set()).add(who)
            for mark in [*MARK.findall(said), *(["mark-result"] if MEAN in said else [])]:
                self.filed.setdefault((kind, mark), set()).add(who)

    def presses_everything(self, who: str, message: Msg) -> None:
        for each in controls(message.blocks, {}):
            if each.kind == "button" and (each.label.endswith("…") or each.label in OPENS):
                message.click(each.label)
                self.reads_what_opened(who)


@pytest.fixture
def story(store: Store) -> Story:
    """The review is open; a case is in the pocket, another with a file is used, feedback was told, and there
    is a private request.
    """
    world = World(store)
    story = Story(world)
    written(store, world.people.employee, "mark-pocket", place=MENTORING)
    used = kept(store, world.people.employee, "mark-evidence", files=[FILE])
    with store.begin() as unit:
        unit.pocket.note_use(used.id, review_id=story.review.id, item=CUSTOMER, at=FRIDAY)
        file = ToFetch(case_id=used.id, position=0, slack_id="F1", attempts=1, kept_at=FRIDAY)
        unit.pocket_files.keep(file, b"mark-content", at=FRIDAY)
    filed(store, world.people.employee, happened="mark-request", is_private=True)
    saying = Saying(store, world.people)
    saying.give(world.people.colleague, world.people.employee, behaviour="mark-feedback")
    paid(world, story.review, grade="mark-grade", reason="mark-whypaid")
    visits(world)
    return story


def visits(world: World) -> None:
    """A KPI of the department has a figure of the month before: there is something to draw slides of."""
    marketing = department_id(world.store, MARKETING)
    with world.store.begin() as unit:
        kpi_sheet(unit, department_id=marketing, kpis=(("visits", "Visits", 100),))
    enters(
        world,
        Place(owner=Owner.DEPARTMENT, owner_id=marketing, kpi="visits"),
        "3.4",
        as_of=date(2026, 12, 30),
    )


@pytest.fixture
def workspace(store: Store, story: Story) -> Iterator[Workspace]:
    clock = MovableClock(FRIDAY)
    local = LocalWorkspace(store, policy=Policy(), clock=clock, rate_limits=False, timing=PATIENT)
    local.start()
    yield Workspace(local, story.world.people)
    local.stop()


LOOKED_AT = [
    # What was written before stands there, too.
    pytest.param(frozenset({State.RELEASED}), id="released"),
    pytest.param(frozenset(State) - {State.RELEASED}, id="on the way", marks=pytest.mark.soak),
]


@pytest.mark.parametrize("looked_at", LOOKED_AT)
def test_each_marked_word_is_before_those_whom_the_table_names_and_nobody_else(
    workspace: Workspace,
    story: Story,
    looked_at: frozenset[State],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast = {relation: person for relation, person in story.cast.items() if person is not None}
    was: set[State] = set()
    for state in story.goes():
        was.add(state)
        workspace.settle()
        if state not in looked_at:
            continue
        eyes = Eyes(workspace, {relation.value: person for relation, person in cast.items()})
        eyes.has_the_file_sent()
        eyes.ask_for_files()
        for relation in cast:
            eyes.looks_everywhere(relation.value)

        for mark, who in eyes.seen.items():
            allowed = {each.value for each in cast if _may_have_seen(mark, each, was)}
            assert who <= allowed, (state, mark, who - allowed)
        assert MARK.findall("\n".join(eyes.notified)) == []
        _were_had_by_whom_they_are_for(eyes, was)
        if state is State.RELEASED:
            assert set(BESIDE) <= set(eyes.seen), "what nobody sees is not looked for"
            for relation in (Relation.EMPLOYEE, Relation.MANAGER, Relation.ONE_OVER, Relation.HR_SEATED):
                found = {mark for mark, who in eyes.seen.items() if relation.value in who}
                assert {"mark-evidence", "mark-comment", "mark-reason"} <= found, relation
            assert {"mark-file", "mark-content"} <= {
                mark for mark, who in eyes.seen.items() if Relation.MANAGER.value in who
            }
    rows = workspace.look(lambda unit: [str(vars(row)) for row in unit.session.scalars(select(OutboxRow))])
    beside = [*answered(workspace.steward, "mark-nothing"), *capsys.readouterr()]
    beside += [exported(workspace.store, cycle="2026Q4", monkeypatch=monkeypatch, capsys=capsys)]
    assert MARK.findall("\n".join([*rows, *beside])) == []
    assert workspace.parked() == []
    held = export_person(story.world.acting(), of=cast[Relation.EMPLOYEE].email)
    assert set(MARK.findall(str(held))) >= PAY, "what is kept nowhere is not looked for"


@pytest.mark.soak
def test_what_a_talk_and_an_appeal_say_is_before_those_whom_it_is_for(
    workspace: Workspace,
    story: Story,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast = {relation: person for relation, person in story.cast.items() if person is not None}
    was = set(story.goes())
    with workspace.store.read() as unit:
        talk = unit.talks.of_review(story.review.id)
    assert talk is not None

    def acts(relation: Relation) -> Acting:
        return story.world.acting(cast[relation])

    def looked() -> Mapping[str, set[str]]:
        workspace.settle()
        eyes = Eyes(workspace, {relation.value: person for relation, person in cast.items()})
        for relation in cast:
            eyes.looks_everywhere(relation.value)
        for mark, who in eyes.seen.items():
            if mark in TOLD_OF_A_TALK:
                allowed = set(TOLD_OF_A_TALK[mark])
            else:
                # Whoever decides about an appeal reads the result it is about.
                allowed = {each for each in cast if _may_have_seen(mark, each, was)} | {Relation.HR}
            assert who <= {each.value for each in allowed}, (mark, who)
        assert MARK.findall("\n".join(eyes.notified)) == []
        return eyes.seen

    prepare(acts(Relation.MANAGER), talk_id=talk.id, typed=Preparation(behaviour="mark-preparation"))
    assert looked()["mark-preparation"] == {Relation.MANAGER.value}
    hold(acts(Relation.MANAGER), talk_id=talk.id, day=FRIDAY.date())
    appeal(acts(Relation.EMPLOYEE), talk_id=talk.id, reason="mark-appeal", evidence="mark-shows")
    seen = looked()
    assert seen["mark-appeal"] == seen["mark-shows"] == {Relation.EMPLOYEE.value, Relation.HR.value}
    decide(acts(Relation.HR), talk_id=talk.id, decision=TalkEvent.RESCORE, reason="mark-verdict")
    assert looked()["mark-verdict"] >= {Relation.EMPLOYEE.value, Relation.MANAGER.value}
    rows = workspace.look(lambda unit: [str(vars(row)) for row in unit.session.scalars(select(OutboxRow))])
    beside = [*answered(workspace.steward, "mark-nothing"), *capsys.readouterr()]
    beside += [exported(workspace.store, cycle="2026Q4", monkeypatch=monkeypatch, capsys=capsys)]
    assert MARK.findall("\n".join([*rows, *beside])) == []


def test_every_command_is_one_that_the_leak_walk_runs_or_shows_nothing_of_the_database() -> None:
    assert sorted(commands()) == sorted({*SAYS, *SAYS_NOTHING_OF_IT})


def _were_had_by_whom_they_are_for(eyes: Eyes, was: set[State]) -> None:
    """Of a review that is not released nothing is in any."""
    found = {kind: {mark for each, mark in eyes.filed if each == kind} for kind in IN_FILES}
    assert found == {
        kind: set(marks if State.RELEASED in was else ()) for kind, (marks, _) in IN_FILES.items()
    }
    for (kind, mark), who in eyes.filed.items():
        assert who == {each.value for each in IN_FILES[kind][1]}, (kind, mark)
    assert eyes.had[".pptx"] == {each.value for each in IN_FILES[".pptx"][1]}


def _may_have_seen(mark: str, relation: Relation, was: set[State]) -> bool:
    """In a message that stands since then, or now."""
    if mark in PAY:
        return False
    if mark in BESIDE:
        return relation in BESIDE[mark]
    if (mark, relation) == ("mark-evidence", Relation.EMPLOYEE):
        return True  # it is out of their own pocket
    return any(sees(relation, MARKS[mark], state) for state in was)
