"""What is wrong with a scheme's file, in words for whoever writes it."""

from bot.domain.organisation import Problem
from messages.catalog import Words, has_text


def scheme_problem_text(words: Words, problem: Problem) -> str:
    """One sentence, plain text: what is wrong and what to do.

    What can be wrong with any file that is written by hand has the organisation file's sentence.
    """
    own = f"schemes/{problem.code}"
    return words.plain(own if has_text(own) else f"organisation/{problem.code}", **problem.facts)
