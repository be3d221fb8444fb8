"""Who of the organisation file is whom: what nothing but a person can say, asked or answered by options."""

import sys
from collections.abc import Sequence
from shlex import quote

import typer

from bot.domain.matching import Answers, Doubt, Known
from bot.errors import SetupError


def answers_from(same: Sequence[str], new: Sequence[str]) -> Answers:
    """`--same OLD=NEW` and `--new NEW`. Raises SetupError for one that cannot be read."""
    pairs = {}
    for each in same:
        old, sign, address = (part.strip().lower() for part in each.partition("="))
        if not (old and sign and address):
            raise SetupError(f"--same {each}: write it as --same OLD-ADDRESS=NEW-ADDRESS.")
        pairs[address] = old
    return Answers(same=pairs, new=frozenset(each.strip().lower() for each in new))


def can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(doubts: Sequence[Doubt], answers: Answers) -> Answers:
    """Ask one question after the other; whoever is none of the candidates is new."""
    same, new, taken = dict(answers.same), set(answers.new), set[int]()
    for doubt in doubts:
        for known in doubt.candidates:
            if known.id not in taken and typer.confirm(_question(doubt, known)):
                same[doubt.entry.email] = known.email
                taken.add(known.id)
                break
        else:
            new.add(doubt.entry.email)
    return Answers(same=same, new=frozenset(new))


def questions(doubts: Sequence[Doubt]) -> list[str]:
    """Each doubt with the options that answer it."""
    return [
        f"{_question(doubt, known)} If so: --same {quote(f'{known.email}={doubt.entry.email}')}; "
        f"if not: --new {doubt.entry.email}"
        for doubt in doubts
        for known in doubt.candidates
    ]


def _question(doubt: Doubt, known: Known) -> str:
    entry, left = doubt.entry, ", who left" if known.has_left else ""
    return f"Is {entry.name} ({entry.email}, {entry.post}) the {known.name} known as {_had(known)}{left}?"


def _had(known: Known) -> str:
    """Their address, or all that they had where it is somebody else's by now."""
    return ", ".join(sorted(known.addresses)) if known.email.startswith("#") else known.email
