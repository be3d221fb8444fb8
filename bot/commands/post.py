"""`steward post`: the posts that people can have."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.commands.data_file import read_or_give_up
from bot.commands.output import console
from bot.domain.goals.post import Post
from bot.services.goals.posts import add_post, list_posts, read_post_file
from messages.catalog import Words
from messages.goals.post_summary import post_summary
from messages.posts import post_problem_text
from storage.unit import Store

app = typer.Typer(no_args_is_help=True, help="Posts: duties, requirements, and the KPIs that go with them.")

File = Annotated[Path, typer.Argument(metavar="FILE", help="A post as YAML; begin with a shipped one.")]


@app.command("list")
def list_() -> None:
    """Show every post: what it is called in each language, its KPIs, and how many people have it."""
    setup = configured()
    words = setup.words()
    table = Table("key", "version", "names", "KPIs", "comes from", "people")
    for each in list_posts(setup.acting()):
        post = each.post
        table.add_row(
            post.key,
            str(post.version),
            escape("\n".join(dict.fromkeys(post.name.values()))),
            escape("\n".join(f"{words.pick(kpi.name)} {kpi.weight} %" for kpi in post.kpis)),
            "Steward" if each.is_shipped else "added",
            str(each.people or "–"),
        )
    console().print(table)


@app.command("check")
def check(file: File) -> None:
    """Say what FILE would ask for and measure, or everything that is wrong with it; adds nothing."""
    setup = configured()
    words = setup.words()
    _show(words, _read(words, setup.store(), file))


@app.command("add")
def add(file: File) -> None:
    """Keep the post in FILE, so that people can have it: with one mistake, nothing is added."""
    setup, now = configured(), SystemClock().now()
    words = setup.words(now=now)
    post = _read(words, setup.store(), file)
    is_new = add_post(setup.acting(now=now), post)
    name = f"{post.key}, version {post.version}"
    if is_new:
        _show(words, post)
        written = words.pick(post.name)
        typer.echo(f"Added: {name}. People have it whose post in the organisation file is “{written}”.")
    else:
        typer.echo(f"{name}, is there already, just as in this file. Nothing was changed.")


def _read(words: Words, store: Store, file: Path) -> Post:
    return read_or_give_up(
        file,
        lambda text: read_post_file(store, text),
        worded=lambda problem: post_problem_text(words, problem),
        refused=lambda count: words.plain("refusals/post.invalid", count=count),
    )


def _show(words: Words, post: Post) -> None:
    typer.echo(f"{post.key}, version {post.version}: {words.pick(post.name)}")
    for line in post_summary(words, post):
        typer.echo(f"  {line}")
