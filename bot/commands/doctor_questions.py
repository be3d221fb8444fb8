"""`steward doctor`, of a company's own questions for input: whether their file can be used."""

from collections.abc import Iterator

from bot.commands.finding import Finding
from bot.configuration import read_question_sets
from bot.domain.policy import Policy
from bot.settings import Settings


def check_questions(settings: Settings, policy: Policy) -> Iterator[Finding]:
    """Nothing where no file is named: the shipped sets are offered."""
    if settings.steward_config is None or not policy.input.questions:
        return
    sets, why = read_question_sets(settings.steward_config.parent / policy.input.questions)
    for each in why:
        yield Finding(
            is_well=False,
            what=f"input.questions: {each}",
            mend="Correct the file and start Steward again. Until then the shipped sets alone are offered.",
        )
    if not why:
        keys = ", ".join(each.key for each in sets)
        yield Finding(is_well=True, what=f"{len(sets)} sets of questions of your own: {keys}")
