"""What commands there are. One that is not asked for is not loaded: the whole of Steward takes seconds."""

from collections.abc import Collection
from dataclasses import dataclass
from importlib import import_module

import typer


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command, or a group of them, of the module of its name; `about` is its line in the list."""

    name: str
    about: str
    is_group: bool = False


COMMANDS = (
    Command(
        name="run",
        about="Start Steward. Without Slack tokens it starts the sandbox, a workspace on this machine.",
    ),
    Command(name="sandbox", about="Start the sandbox: Slack on your own machine, with Steward attached."),
    Command(name="tick", about="Run every job that is due once, send what is due, and end."),
    Command(name="manifest", about="Print the Slack app manifest."),
    Command(
        name="doctor",
        about="Check tokens, scopes, channels, database, clock, mail server and tracker, and say how to mend "
        "each.",
    ),
    Command(name="config", about="Show every setting, its value, where it comes from and what it is for."),
    Command(
        name="rebuild",
        about="Look at every open review and request, and mend what people owe where it says something else.",
    ),
    Command(
        name="retention",
        about="Take away what is older than it is kept (STEWARD_CONFIG, retention); a job does so each "
        "night.",
    ),
    Command(name="backup", about="Copy the whole database into one file, while Steward runs."),
    Command(name="restore", about="Put a backup in place of an empty database, and prove its record."),
    Command(
        name="bounced",
        about="Take the report of a mail server that an e-mail of Steward's came back: its owner hears of "
        "it.",
    ),
    Command(
        name="reach",
        about="How many steps are done in time, after how many reminders and days, by department: counts "
        "only.",
    ),
    Command(
        name="rehearse",
        about="Live through a quarter with your organisation and invented answers; nobody is told.",
    ),
    Command(
        name="simulate",
        about="Replay past cycles by other weights, gates and shares: who would move. Changes nothing.",
    ),
    Command(
        name="deck",
        about="Write the slides of a department's month, and say who gets them by themselves.",
    ),
    Command(name="org", about="The organisation: people, posts, managers, KPI sheets.", is_group=True),
    Command(name="audit", about="Prove that nothing on record was changed.", is_group=True),
    Command(name="keys", about="The keys with which what people write is sealed.", is_group=True),
    Command(name="person", about="What is held of one person: take it out, erase it.", is_group=True),
    Command(name="away", about="Leave: who is away, and gets no reminders meanwhile.", is_group=True),
    Command(
        name="cycle",
        about="Review cycles: quarters for staff, half-years for seniors, the year for both.",
        is_group=True,
    ),
    Command(name="scores", about="Results of periods before Steward, from a file.", is_group=True),
    Command(
        name="export",
        about="Reviews and results as files, for whoever may have them.",
        is_group=True,
    ),
    Command(name="scheme", about="Review schemes: what is scored, and how it adds up.", is_group=True),
    Command(name="glossary", about="The glossary: business words and technical terms.", is_group=True),
    Command(name="plan", about="The plan: goals from above, on which KPIs hang.", is_group=True),
    Command(name="post", about="Posts: duties, requirements, and the KPIs that go with them.", is_group=True),
    Command(
        name="pay", about="Pay: a year's changes in steps, proposed and decided in a file.", is_group=True
    ),
    Command(name="figures", about="Figures: what the KPIs of a period came to.", is_group=True),
)
"""As they are listed."""


def register(app: typer.Typer, *, asked_for: Collection[str]) -> None:
    """Put every command on the command line; whole are those alone that are asked for."""
    for each in COMMANDS:
        if each.name not in asked_for:
            app.command(each.name, help=each.about)(_not_loaded)
            continue
        module = import_module(f"bot.commands.{each.name}")
        if each.is_group:
            app.add_typer(module.app, name=each.name)
        else:
            app.command(each.name)(getattr(module, each.name))


def _not_loaded() -> None:
    """Stands for a command that somebody else is asked for; it is never run."""
