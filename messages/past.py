"""What is wrong with a file of results of before, in words for whoever writes it."""

from bot.domain.organisation import Problem
from messages.catalog import Words
from messages.data_files import data_problem_text


def past_problem_text(words: Words, problem: Problem) -> str:
    """One sentence, plain text: what is wrong and what to do."""
    return data_problem_text(words, problem, kind="past")
