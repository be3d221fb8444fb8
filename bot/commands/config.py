"""`steward config`: every setting, its value, where it comes from and what it is for."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated

import typer
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from bot.commands.output import console
from bot.configuration import SETTINGS as CHOICES
from bot.domain.setting import Setting
from bot.settings import ENVIRONMENT, Entry, default_shown, read_settings

COMMENTS_BEGIN_AT = 31
INDENTED = (0, 0, 0, 4)


def config(
    markdown: Annotated[
        bool, typer.Option("--markdown", help="The settings and their defaults, as README has them.")
    ] = False,
) -> None:
    """Show every setting, its value, where it comes from and what it is for."""
    if markdown:
        typer.echo(as_markdown())
        return
    read = read_settings()
    shown = {entry.problem for entry in (*read.environment, *read.choices)}
    for problem in read.problems:
        if problem not in shown:
            _wrong(problem)
    _show("From the environment or a file .env", read.environment, upper=True)
    _show("From the file that STEWARD_CONFIG names", read.choices)
    if read.problems:
        raise typer.Exit(1)


def _show(title: str, entries: Sequence[Entry], *, upper: bool = False) -> None:
    console().print(f"\n[bold]{escape(title)}[/]")
    for entry in entries:
        name = entry.setting.name.upper() if upper else entry.setting.name
        value = escape(entry.value)
        console().print(f"[bold]{name}[/] = {value}  [dim]({escape(entry.origin or 'default')})[/]")
        console().print(
            Padding(Text(entry.setting.about.replace("`", ""), style="dim"), INDENTED, expand=False)
        )
        if entry.problem:
            _wrong(entry.problem)


def _wrong(problem: str) -> None:
    console().print(Padding(Text.assemble(("✗ ", "red"), problem), INDENTED, expand=False))


def as_markdown() -> str:
    """README's section: a table of the environment, and the file with its defaults."""
    return "\n".join(
        [
            "From the environment or a file `.env`:",
            "",
            "| setting | meaning | default |",
            "| --- | --- | --- |",
            *(f"| `{name}` | {each.about} | {_default(each)} |" for name, each in ENVIRONMENT.items()),
            "",
            "`STEWARD_CONFIG`, with the defaults:",
            "",
            "```yaml",
            *_as_yaml(),
            "```",
            "",
            "`steward config` shows each of these as it is now, and where it comes from. All of them are "
            "checked before anything starts.",
        ]
    )


def _default(each: Setting) -> str:
    shown = default_shown(each)
    return shown if shown == "–" else f"`{shown}`"


def _as_yaml() -> Iterator[str]:
    for section, settings in groupby(CHOICES.values(), key=lambda each: each.path[:-1]):
        yield from (f"{name}:" for name in section)
        for each in settings:
            line = f"{'  ' * len(section)}{each.path[-1]}: {default_shown(each)}"
            padded = line.ljust(COMMENTS_BEGIN_AT)
            yield f"{padded if padded.endswith(' ') else f'{line}  '}# {each.about}"
