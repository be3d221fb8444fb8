"""What is wrong with a file of figures, in words for whoever writes it."""

from bot.domain.organisation import Problem
from messages.catalog import Words, has_text
from messages.data_files import data_problem_text
from messages.refusals import refusal_line


def figure_problem_text(words: Words, problem: Problem) -> str:
    """One sentence, plain text: what is wrong and what to do; of a number, what its refusal says."""
    if has_text(f"refusals/{problem.code}"):
        return refusal_line(words, problem.code, problem.facts)
    return data_problem_text(words, problem, kind="figures")
