"""What is said once about improvement actions. Each is one message to one person."""

from dataclasses import dataclass

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class ActionMoved(ToPerson):
    """To whose it is: an action was written, dropped or reopened. `number`: the step of its history."""

    action_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class MentorAnswered(ToPerson):
    """To whoever wrote it: whether the mentor takes it on."""

    action_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class TrainingDeclined(ToPerson):
    """To whoever offered it: it was not taken up, and why."""

    action_id: int
    number: int
