"""What a manager and somebody of theirs say to each other about a check-in, as it is shown."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person
from bot.domain.weeks.check_in import CheckIn
from bot.domain.weeks.check_in_way import Event
from bot.domain.weeks.digest import Offer

REPLY_LIMIT = 2000


@dataclass(frozen=True, kw_only=True)
class ReplyForm:
    """The form for a word to the other side; `text` as it was left."""

    check_in_id: int
    other: Person
    is_managers: bool
    text: str


@dataclass(frozen=True, kw_only=True)
class TalkForm:
    """The form for times of the manager's own; `times`: what stands in it."""

    check_in_id: int
    employee: Person
    times: tuple[datetime, ...]


@dataclass(frozen=True, kw_only=True)
class WordFacts:
    """One word, before whom it is said to. `number`: its entry; `first_number`: that of the first word to
    the same reader, under which the others stand. `offer`: what came of the times that it offers; None where
    others took their place. `may_answer`: the reader is one of the two sides still.
    """

    check_in: CheckIn
    number: int
    event: Event
    by: Person
    reader: Person
    text: str
    times: tuple[datetime, ...]
    chosen: datetime | None
    offer: Offer | None
    first_number: int
    may_answer: bool

    @property
    def is_employees(self) -> bool:
        """Whether the reader is the one whose check-in it is."""
        return self.reader.id == self.check_in.employee_id
