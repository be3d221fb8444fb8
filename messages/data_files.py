"""What is wrong with a file of data, in words for whoever writes it."""

from datetime import UTC, datetime

from bot.domain.organisation import Problem
from messages.catalog import Words, has_text

COMMON = ("data_files", "organisation")


def data_problem_text(words: Words, problem: Problem, *, kind: str) -> str:
    """One sentence, plain text: what is wrong and what to do; `kind` names the folder of its own sentences.

    What can be wrong with any file of data has one sentence for all kinds, and what can be wrong with any
    file that is written by hand has the organisation file's.
    """
    folder = next(each for each in (kind, *COMMON) if has_text(f"{each}/{problem.code}"))
    return words.plain(f"{folder}/{problem.code}", **problem.facts)


def data_problem_line(problem: Problem) -> str:
    """The same in English on one line, with its place, for where no language is known yet."""
    words = Words(locale="en", timezone="UTC", now=datetime.min.replace(tzinfo=UTC))
    place = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in problem.at)
    said = " ".join(data_problem_text(words, problem, kind="data_files").split())
    return said if problem.is_of_the_whole or not place else f"{place.removeprefix('.')}: {said}"
