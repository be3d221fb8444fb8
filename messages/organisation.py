"""What is wrong with an organisation file, in words for whoever writes it."""

from bot.domain.organisation import Problem
from messages.catalog import Words


def problem_text(words: Words, problem: Problem) -> str:
    """One sentence, plain text: what is wrong and what to do. One template per code in text/organisation."""
    return words.plain(f"organisation/{problem.code}", **problem.facts)
