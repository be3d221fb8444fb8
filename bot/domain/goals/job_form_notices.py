"""What is said once about a job-responsibility form. Each is one message to one person."""

from dataclasses import dataclass

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class FormChangeAsked(ToPerson):
    """To the employee: the manager wants another version. `number`: the step of the history that says why."""

    form_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class BelowMark(ToPerson):
    """To HR or the head of department, and nobody else: this version is below the configured mark.

    `number`: the step of the history in which it was rated; it names all who are told.
    """

    form_id: int
    number: int
