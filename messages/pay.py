"""What is wrong with a file about pay, in words for whoever writes it at the command line."""

from bot.domain.organisation import Problem
from messages.catalog import Words, has_text
from messages.data_files import data_problem_text

LIKE_LEAVE = "leave"
"""Whose row it is, and which day: asked of both kinds of file in the same words."""


def place_problem_text(words: Words, problem: Problem) -> str:
    """One sentence, plain text: what is wrong with a file of pay places and what to do."""
    is_own = has_text(f"pay/{problem.code}") or not has_text(f"{LIKE_LEAVE}/{problem.code}")
    return data_problem_text(words, problem, kind="pay" if is_own else LIKE_LEAVE)


def decision_problem_text(words: Words, problem: Problem) -> str:
    """The same of a proposal that came back."""
    return data_problem_text(words, problem, kind="pay_decision")
