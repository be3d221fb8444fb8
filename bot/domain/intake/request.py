"""One website request as its rules see it: whose it is and where it is; not what it is about."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import REQUEST, Stage, State


@dataclass(frozen=True, kw_only=True)
class Request:
    """`owner_id` is the product manager who has it. `answer_by`: the hour of the first answer.

    `owed_since`: when the present step became somebody's. `promised_for`: the day promised with the
    acceptance that stands. `version`: the number of its last entry. `is_private`: who reads it is said in
    bot.domain.intake.visibility.
    """

    id: int
    requester_id: int
    owner_id: int
    state: State
    urgency: Urgency
    answer_by: datetime
    promised_for: date | None
    owed_since: datetime
    version: int
    is_private: bool = False

    @property
    def stage(self) -> Stage:
        return REQUEST.stage(self.state)
