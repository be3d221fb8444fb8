"""Story 6: the guide's stories, played through; a step is ticked by what has happened and by nothing else."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.local.seeding import GENERAL, INTAKE
from bot.local.workspace import LocalWorkspace
from bot.sandbox import GuideStep, Msg
from bot.services.people.organisation import colleagues
from storage.models.people import PersonRow
from storage.unit import Store
from tests.scenarios.conftest import Workspace


@pytest.fixture
def start() -> datetime:
    """Wednesday 30 December 2026, 9:30 in Hangzhou."""
    return datetime(2026, 12, 30, 1, 30, tzinfo=UTC)


def steps(workspace: Workspace, story: str, *, locale: str = "en-US") -> dict[str, GuideStep]:
    told = {each.id: each for each in workspace.local.guide.read(locale).stories}
    return {each.id: each for each in told[story].steps}


def ticked(workspace: Workspace) -> set[str]:
    return set(workspace.local.guide.happened())


def card(workspace: Workspace) -> Msg:
    """The newest request's card at the desk."""
    workspace.settle()
    return workspace.person("sun").wait_for_message(containing="#1 ", where=INTAKE)


def move(workspace: Workspace, step: GuideStep) -> None:
    assert step.move is not None
    workspace.move_to(step.move.to)
    workspace.settle()


def fill_and_send(workspace: Workspace, surname: str) -> None:
    form = workspace.person(surname).wait_for_modal(title="Website issue")
    form.fill("Page address", "https://shop.example/basket")
    form.fill("What happened?", "After paying, the basket still shows what I bought.")
    form.fill("What did you expect?", "An empty basket.")
    form.fill("Since when?", "This morning")
    form.choose("How urgent is it?", "Today")
    form.submit()


def test_a_ping_is_ticked_from_the_note_to_the_developers_choice(workspace: Workspace) -> None:
    wu, sun, he = workspace.person("wu"), workspace.person("sun"), workspace.person("he")
    wu.say(GENERAL, steps(workspace, "pings")["pings_mention"].text.replace("@He Jun", "@he.jun"))
    note = wu.wait_for_message(containing="He Jun is building", where=GENERAL)
    assert ticked(workspace) == {"pings_mention"}

    note.click("Send this to Sun Li…")
    fill_and_send(workspace, "wu")
    assert ticked(workspace) == {"pings_mention", "pings_send"}

    card(workspace).click("Accept…")
    sun.wait_for_modal(title="Accept #1").submit()
    assert "pings_accept" in ticked(workspace)

    he.home().click("Let them mention me")
    workspace.wait_until(lambda: "pings_choose" in ticked(workspace))


def test_the_week_is_ticked_up_to_the_reminder_that_was_asked_for(workspace: Workspace) -> None:
    wu = workspace.person("wu")
    workspace.person("zhou").command("/review", "open 2026Q4")
    assert ticked(workspace) == {"quarter_open"}

    wu.home()
    workspace.wait_until(lambda: "week_home" in ticked(workspace))
    move(workspace, steps(workspace, "week")["week_nudge"])
    assert {"week_nudge", "week_snooze"} & ticked(workspace) == {"week_nudge"}

    asked = wu.wait_for_message(containing="waiting for you")
    asked.choose_overflow("Why am I asked?")
    wu.wait_for_modal(title="Why am I asked?").close()
    assert "week_why" in ticked(workspace)

    asked.click("Remind me on Monday")
    workspace.wait_until(lambda: "week_snooze" in ticked(workspace))
    assert "week_reminded" not in ticked(workspace)
    move(workspace, steps(workspace, "week")["week_reminded"])

    assert "week_reminded" in ticked(workspace)


def test_what_has_happened_stays_ticked(workspace: Workspace) -> None:
    he = workspace.person("he")
    he.home().click("Let them mention me")
    workspace.wait_until(lambda: "pings_choose" in ticked(workspace))

    he.home().click("Point them to the desk")
    workspace.settle()

    assert "pings_choose" in ticked(workspace)


def test_the_command_names_the_quarter_that_is_open_or_else_the_one_that_it_is(workspace: Workspace) -> None:
    workspace.jump_to(datetime(2027, 2, 1, 2, 0, tzinfo=UTC))
    assert steps(workspace, "quarter")["quarter_open"].text == "/review open 2027Q1"

    workspace.person("zhou").command("/review", "open 2026Q4")

    assert steps(workspace, "quarter")["quarter_open"].text == "/review open 2026Q4"


def leave(store: Store, *names: str) -> None:
    with store.begin() as unit:
        for row in unit.session.scalars(select(PersonRow).where(PersonRow.name.in_(names))):
            row.left_on = datetime(2026, 12, 1, tzinfo=UTC).date()


STEPS = {
    "quarter": 8,
    "goals": 6,
    "weeks": 6,
    "verdict": 12,
    "release": 6,
    "year": 10,
    "request": 9,
    "project": 11,
    "pings": 4,
    "week": 6,
}
"""How many each story has where everybody is there."""


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        (("Zhou Jing",), {"quarter": 5, "goals": 5, "verdict": 8, "year": 7, "week": 5}),
        (("Sun Li",), {"request": 0, "project": 0, "pings": 0}),
        (("He Jun",), {"project": 0, "pings": 0}),
        (("Wu Min",), {"quarter": 7, "week": 0}),
        (
            ("Liu Yang",),
            {"quarter": 1, "goals": 1, "weeks": 0, "verdict": 1, "release": 0, "year": 1, "week": 0},
        ),
    ],
)
def test_a_step_whose_person_has_left_is_left_out(
    workspace: Workspace, gone: tuple[str, ...], left: dict[str, int]
) -> None:
    leave(workspace.store, *gone)

    guide = workspace.local.guide.read("en-US")

    assert {story.id: len(story.steps) for story in guide.stories} == STEPS | left
    assert not any(name in step.what for story in guide.stories for step in story.steps for name in gone)
    assert ticked(workspace) == set()


def test_nobody_left_is_no_guide_and_no_stumble(workspace: Workspace) -> None:
    leave(workspace.store, *(each.name for each in colleagues(workspace.store)))

    assert [story.steps for story in workspace.local.guide.read("zh-CN").stories] == [()] * len(STEPS)
    assert ticked(workspace) == set()


def test_without_steward_there_is_no_guide(store: Store, workspace: Workspace) -> None:
    bare = LocalWorkspace(store, policy=workspace.policy, clock=workspace.clock)
    bare.start(with_bot=False)
    try:
        assert bare.sandbox.person("U0CHEN").get("guide") == {"opening": "", "stories": []}
    finally:
        bare.stop()
