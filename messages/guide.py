"""The guide of the local workspace: what it is, its stories and their steps."""

from dataclasses import dataclass
from typing import Any

from bot.domain.calendar import following
from messages.catalog import Words

MONDAY = 0
SAVE_AS_EVIDENCE = "Save as evidence"
"""The name of the shortcut in Slack's own menu, which speaks one language (bot/slack/manifest.py)."""


@dataclass(frozen=True, kw_only=True)
class StepWords:
    """What to do, in one sentence, and why that is worth doing."""

    what: str
    why: str


def opening(words: Words) -> str:
    """What somebody reads first, a paragraph a line."""
    return words.plain("guide/opening")


def story_title(words: Words, story: str) -> str:
    """The name of a story."""
    return {
        "quarter": words.label("A quarter"),
        "goals": words.label("Agree on goals"),
        "weeks": words.label("A week in between"),
        "verdict": words.label("The verdict"),
        "release": words.label("After the release"),
        "year": words.label("The year"),
        "request": words.label("A website request"),
        "project": words.label("A project"),
        "pings": words.label("No direct pings"),
        "week": words.label("Home and the weekly reminder"),
    }[story]


def step_words(
    words: Words, step: str, *, in_channels: Words, to_developers: Words, **facts: Any
) -> StepWords:
    """A step's sentences, with buttons named as this reader sees them: on cards that many read as
    `in_channels` says, on those of developers as `to_developers` does. Commands stand in backticks.
    """
    buttons = _buttons(words) | _channel_buttons(in_channels) | _developers_buttons(to_developers)
    what, _, why = words.plain(f"guide/{step}", **buttons, **facts).partition("\n")
    return StepWords(what=what.strip(), why=why.strip())


def ping_draft(words: Words, *, developer: str) -> str:
    """What a colleague may write to a developer."""
    return words.plain("guide/pings_draft", developer=developer)


def request_draft(words: Words) -> str:
    """What may be wrong on a website."""
    return words.plain("guide/request_draft")


def question_draft(words: Words) -> str:
    """What somebody may not know about it."""
    return words.plain("guide/question_draft")


def project_draft(words: Words) -> str:
    """What may be wished for of it that is large."""
    return words.plain("guide/project_draft")


def _buttons(words: Words) -> dict[str, str]:
    today = words.now.astimezone(words.zone).date()
    return {
        "score": words.label("Score myself…"),
        "write_year": words.label("Write about my year…"),
        "write_beside": words.label("Write about it…"),
        "approve": words.label("Approve"),
        "adjust": words.label("Adjust…"),
        "ask": words.label("Ask for more…"),
        "confirm": words.label("Confirm"),
        "result": words.label("See your result"),
        "record_now": words.label("Record feedback now…"),
        "send_back": words.label("Send back…"),
        "explain": words.label("How was this computed?"),
        "view_as": words.label("View as…"),
        "release": words.label("Release"),
        "look_at_it": words.label("Look at it"),
        "prepare": words.label("Prepare…"),
        "propose": words.label("Propose times…"),
        "held_on": words.label("Held on…"),
        "acknowledge": words.label("Acknowledge"),
        "appeal": words.label("Appeal…"),
        "job_form": words.label("Job-responsibility form…"),
        "write": words.label("Write my KPI sheet…"),
        "sign_and_send": words.label("Sign and send"),
        "agree_and_sign": words.label("Agree and sign"),
        "confirm_and_sign": words.label("Confirm and sign"),
        "assess": words.label("Assess…"),
        "how_do_i": words.label("How do I…?"),
        "a_project": words.label("A project"),
        "argue": words.label("For or against…"),
        "decide": words.label("Decide…"),
        "start": words.label("Start development"),
        "meant": words.label("Yes, that is meant"),
        "done": words.label("Mark as done…"),
        "settled": words.label("Yes, it is settled"),
        "satisfied": words.label("Satisfied"),
        "not_satisfied": words.label("Not satisfied"),
        "keep": words.label("Keep as a known answer"),
        "solves_it": words.label("That solves it"),
        "monday": words.label("Remind me on %(day)s", day=words.weekday(following(MONDAY, today))),
        "why_asked": words.label("Why am I asked?"),
        "check_in": words.label("Check in…"),
        "thanks": words.label("Thanks"),
        "lets_talk": words.label("Let's talk"),
        "reply": words.label("Reply…"),
        "save": SAVE_AS_EVIDENCE,
        "open_to_pings": words.label("Let them mention me"),
    }


def _channel_buttons(words: Words) -> dict[str, str]:
    return {
        "take": words.label("Take it"),
        "ask_desk": words.label("Ask…"),
        "more": words.label("More…"),
        "brief": words.label("Brief…"),
        "answer": words.label("Answer: it works like this…"),
        "accept": words.label("Accept…"),
        "project": words.label("Project…"),
        "argue_there": words.label("For or against…"),
        "estimate": words.label("Estimate…"),
        "start_there": words.label("Start development"),
        "hand_over": words.label("Hand over…"),
    }


def _developers_buttons(words: Words) -> dict[str, str]:
    return {
        "say": words.label("Say what you will do…"),
        "begin": words.label("Begin"),
        "ready": words.label("Ready to check"),
    }


def send_label(words: Words, *, name: str) -> str:
    """The button of the note to somebody who mentioned a developer."""
    return words.label("Send this to %(name)s…", name=name)
