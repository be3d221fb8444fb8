"""What the form of a request starts with, and what it says of what was left unfinished."""

import pytest

from bot.domain.intake.form_facts import IssueForm
from bot.domain.intake.triage import Kind
from tests.builders.people import SUN


@pytest.mark.parametrize(
    ("values", "said", "had_files"),
    [
        ({}, "", False),
        ({"happened": None, "files": []}, "", False),
        ({"happened": "The basket is empty.", "files": ["F1"]}, "The basket is empty.", True),
    ],
)
def test_an_unfinished_form_knows_what_was_told_and_added(
    values: dict[str, object], said: str, had_files: bool
) -> None:
    form = IssueForm(subject="", branch="Chengdu", on_duty=SUN, values=values)

    assert (form.said, form.had_files) == (said, had_files)


@pytest.mark.parametrize(
    ("chosen", "kind"), [("project", Kind.PROJECT), ("", Kind.WRONG), ("of another version", Kind.WRONG)]
)
def test_what_was_not_chosen_or_is_not_known_is_something_wrong(chosen: str, kind: Kind) -> None:
    form = IssueForm(subject="", branch="Chengdu", on_duty=SUN, values={"kind": chosen})

    assert form.kind is kind
