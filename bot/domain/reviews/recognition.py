"""Recognition for somebody in the top band: in their manager's words, only if they want it.

Source: domain.md §8. The post says what somebody did; that there was a score, and which, is nobody's in a
channel.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from bot.domain.people import Person
from bot.domain.reviews.recognition_way import RECOGNITION, Stage, State
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome

WORDS_LIMIT = 500
"""So that they are quoted whole in one piece, whatever was typed (our choice)."""
BEFORE_POSTING = timedelta(minutes=5)
"""At least so long after the yes it can be changed before anybody reads it (our choice)."""
TO_COME_THROUGH = timedelta(minutes=1)
"""So long after its hour a post is up, or something keeps it (our choice)."""

_BEFORE = r"(?:score[sd]?|rat(?:ed|ing)|grade|band|result|[评評得]分?|[绩績]效|考核)\W{0,3}(?:[a-z]{1,3}\W)?"
_AFTER = r"\s*(?:points?\b|out\s+of|/\s*\d|[分点點])"


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """The words as they stand. `asking`: which wording it is, from 1; each is asked about by itself.
    `channel`: an id, or the name in the settings. `goes_at`: when it is posted, from the yes on.
    """

    id: int
    review_id: int
    employee_id: int
    by_id: int
    words: str
    channel: str
    asking: int
    state: State
    version: int
    asked_at: datetime
    goes_at: datetime | None = None

    @property
    def stage(self) -> Stage:
        return RECOGNITION.stage(self.state)

    def is_out(self, now: datetime) -> bool:
        """Whether it is posted, or being so: it cannot be changed any more, only taken down."""
        return self.stage.agreed and self.goes_at is not None and self.goes_at <= now


@dataclass(frozen=True, kw_only=True)
class RecognitionFacts:
    """One recognition with whom it is about and who wrote it. `is_due`: they are here, and the result is
    what it was: only then is it posted. `is_out`: as of now.
    """

    recognition: Recognition
    employee: Person
    by: Person
    cycle_id: int
    is_due: bool
    is_out: bool


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody whom their manager may recognise, and what came of it so far."""

    review_id: int
    name: str
    period: str
    recognition: Recognition | None
    is_out: bool = False


@dataclass(frozen=True, kw_only=True)
class RecognitionForm:
    """The manager's form. `asking`: the wording that was on the screen, 0 of none. `channel`: what was chosen
    before; `fixed_channel`: the one in the settings, which is not theirs to choose.
    """

    review_id: int
    name: str
    words: str
    channel: str
    fixed_channel: str
    asking: int


def top_from(scheme: Scheme) -> Decimal:
    """From which point on somebody is in the top band: that of the scheme's shares, or else of its bands."""
    shares = scheme.distribution.shares if scheme.distribution else ()
    open_above = [each.lowest for each in shares if each.highest is None and each.lowest is not None]
    return max(open_above, default=max(scheme.bands))


def is_top(scheme: Scheme, outcome: Outcome | None) -> bool:
    """Whether a result is in the top band, as calibration left it."""
    return outcome is not None and not outcome.failed and outcome.score >= top_from(scheme)


def says_score(words: str, score: Decimal) -> bool:
    """Whether words give the score away. A whole number does only beside what makes it one: April is the
    fourth month, and no score.
    """
    said = unicodedata.normalize("NFKC", words).casefold()
    whole, _, part = f"{score.normalize():f}".partition(".")
    number = rf"{whole}[.,]{part}0*" if part else rf"{whole}[.,]0+"
    alone = r"(?<![a-z\d.,]){}(?![a-z\d]|[.,]\d|\s*%)"
    if re.search(alone.format(number), said):
        return True
    if part:
        return False
    near = rf"{_BEFORE}{whole}(?![a-z\d]|[.,]\d|\s*%)|(?<![a-z\d.,]){whole}{_AFTER}"
    return re.search(near, said) is not None
