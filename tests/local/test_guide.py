"""The guide and README say the same, and what the guide says to press is there to be pressed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.local.workspace import LocalWorkspace
from messages.catalog import LANGUAGES
from storage.unit import Store
from tests.browser.example import example_workspace

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
STEP = r"^\d+\. (.+(?:\n {3,4}\S.*)*)"
"""A line of a numbered list, with what is indented below it."""
LOCALES = dict(zip(LANGUAGES, ("en-US", "zh-CN", "zh-TW"), strict=True))


@pytest.fixture
def workspace(store: Store) -> Iterator[LocalWorkspace]:
    local = example_workspace(store)
    local.start()
    yield local
    local.stop()


def ten_minutes() -> dict[str, list[str]]:
    """The stories of README's first ten minutes, with their numbered steps."""
    section = README.split("### Ten minutes in the local workspace")[1].split("\n## ")[0]
    parts = re.split(r"^\*\*(.+)\*\*$", section, flags=re.MULTILINE)[1:]
    stories = dict(zip(parts[::2], parts[1::2], strict=True))
    return {
        title: [
            " ".join(step.split()) for step in re.findall(r"^\d+\. (.+(?:\n {3,4}\S.*)*)", text, re.MULTILINE)
        ]
        for title, text in stories.items()
    }


def test_readme_tells_the_same_stories_in_the_same_words(workspace: LocalWorkspace) -> None:
    guide = workspace.guide.read("en-US")

    told = {story.title: [step.what for step in story.steps] for story in guide.stories}
    assert ten_minutes() == told


def test_each_story_has_four_to_twelve_steps_and_each_step_a_reason_in_every_language(
    workspace: LocalWorkspace,
) -> None:
    guides = [workspace.guide.read(locale) for locale in LOCALES.values()]

    for guide in guides:
        assert all(4 <= len(story.steps) <= 12 for story in guide.stories)
        assert all(step.what and step.why for story in guide.stories for step in story.steps)
    said = [[step.what for story in guide.stories for step in story.steps] for guide in guides]
    assert all(len(set(each)) == 3 for each in zip(*said, strict=True))
    assert len({guide.opening for guide in guides}) == 3


def test_the_same_steps_are_told_to_everybody(workspace: LocalWorkspace) -> None:
    ids = [
        [(story.id, step.id, step.user, step.place) for story in guide.stories for step in story.steps]
        for guide in map(workspace.guide.read, LOCALES.values())
    ]

    assert ids[0] == ids[1] == ids[2]


def test_a_button_is_named_as_it_stands_there_a_channels_as_the_company_reads_it(
    workspace: LocalWorkspace,
) -> None:
    stories = {story.id: story for story in workspace.guide.read(LOCALES["zh_Hans"]).stories}
    said = {step.id: step.what for step in stories["request"].steps}

    assert "“More…”" in said["request_assess"]
    assert "“评估…”" in said["request_assess"]
    assert "“Answer: it works like this…”" in said["request_keep"]
    assert "“保存为常见答案”" in said["request_keep"]
    project = {step.id: step.what for step in stories["project"].steps}
    assert "“Estimate…”" in project["project_start"]
    assert "“作决定…”" in project["project_start"]
    assert "“Accept…”" in next(step.what for step in stories["pings"].steps if step.id == "pings_accept")
