"""What is said once about reviews. Each is one message to one person."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class ReviewOpened(ToPerson):
    """To the employee: what is wanted, by when; posts the card of their review."""

    bulk: ClassVar[bool] = True

    review_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewWithdrawn(ToPerson):
    """To the employee, under the card of their review where that stands: there is nothing to do."""

    bulk: ClassVar[bool] = True

    review_id: int


@dataclass(frozen=True, kw_only=True)
class CycleCorrected(ToPerson):
    """To everybody under way in a cycle, once: what is another in its rules since the record `number`."""

    bulk: ClassVar[bool] = True

    cycle_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class MoreAsked(ToPerson):
    """To the employee, under the card of their review: the manager's question, of the step `number`."""

    review_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class ScoresSentBack(ToPerson):
    """To the manager, under that person's card: the second look, of the step `number`, has a doubt."""

    review_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class BackWanted(ToPerson):
    """To the manager, in their thread: the employee wants their self-score back, since the step `number`."""

    review_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class BackAnswered(ToPerson):
    """To the employee, under the card of their review: what their manager says to that."""

    review_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class UsedFileWanted(ToPerson):
    """To whoever may read a self-score: a copy of a file that came with it. `asked`: the window in which they
    asked.
    """

    review_id: int
    case_id: int
    position: int
    asked: str


@dataclass(frozen=True, kw_only=True)
class FileExported(ToPerson):
    """To whoever took out somebody's reviews: the file. `form`: how its name ends; `asked`: when, as ISO."""

    drawn: ClassVar[bool] = True

    of_id: int
    form: str
    asked: str


@dataclass(frozen=True, kw_only=True)
class ResultsExported(ToPerson):
    """To whoever took out results: the file. `department` and `cycle` by name, empty for all. The others as
    above.
    """

    drawn: ClassVar[bool] = True

    department: str
    cycle: str
    form: str
    asked: str


@dataclass(frozen=True, kw_only=True)
class ScoreApproved(ToPerson):
    """To the employee: the result is there, under the card of their review; no score in the message.
    `number`: of the step that released it; an appeal may have it released once more.
    """

    review_id: int
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class ResultCalibrated(ToPerson):
    """To the manager who scored, under that person's card: what calibration moved with the move `number`."""

    review_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class TalkNews(ToPerson):
    """To whom the step `number` of a talk concerns: a time was chosen, it was not held, nobody answered, an
    appeal is decided.
    """

    talk_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class RecognitionAnswered(ToPerson):
    """To the manager who wrote it: what its person says to it, with the step `number`."""

    recognition_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class DelegationBegan(ToPerson):
    """To a manager and to whoever is put in their place: who has whose reviews, until when, and why."""

    delegation_id: int


@dataclass(frozen=True, kw_only=True)
class DelegationEnded(ToPerson):
    """To the same two: the manager has them again."""

    delegation_id: int


@dataclass(frozen=True, kw_only=True)
class NotRated(ToPerson):
    """To the employee and to their manager, once a cycle: the employee gets no score in it, and why."""

    person_id: int
    cycle_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewReopened(ToPerson):
    """To the employee, under the card of their review: HR gives them more time, with the step `number`."""

    review_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class ContributionWanted(ToPerson):
    """To a former manager: the review is another's now; how did it go before? Posts the card of it."""

    review_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class LeaverWaits(ToPerson):
    """To HR, once a leaving: somebody left on `left_on`, and their review waits still."""

    review_id: int
    left_on: str


@dataclass(frozen=True, kw_only=True)
class NotReadyForScoring(ToPerson):
    """To HR, once a cycle: scoring was opened, and who is not scored yet."""

    cycle_id: int


@dataclass(frozen=True, kw_only=True)
class JoinedLate(ToPerson):
    """To HR: somebody is scored from now on, and has less time for it than is usual."""

    review_id: int


@dataclass(frozen=True, kw_only=True)
class InputEnded(ToPerson):
    """To whoever manages the person, and whoever asked: input about them can be read, or too few gave any."""

    input_id: int


@dataclass(frozen=True, kw_only=True)
class AdHocOpened(ToPerson):
    """To the manager: HR has one of their people reviewed, about which days and why."""

    review_id: int


@dataclass(frozen=True, kw_only=True)
class YearStands(ToPerson):
    """To HR: a result that is part of a year was released anew, and the year is decided already.

    `review_id`: the year's; `period`: whose result it is.
    """

    review_id: int
    period: str
