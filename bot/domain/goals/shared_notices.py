"""What is said once about a shared KPI. Each is one message to one person."""

from dataclasses import dataclass

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class SharedDecided(ToPerson):
    """To everybody whom it concerns: all have agreed, or one has not, or it was taken back.

    `number`: the step of the history, which says by whom and why.
    """

    shared_kpi_id: int
    number: int
