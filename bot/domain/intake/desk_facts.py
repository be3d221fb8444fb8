"""What the desk's forms and messages show beside a request itself: values, ready to be worded."""

from dataclasses import dataclass

from bot.domain.home import MyRequest
from bot.domain.intake.answer_due import Rung
from bot.domain.intake.emergency import Paged
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.later import Offer
from bot.domain.people import Person


@dataclass(frozen=True, kw_only=True)
class LaterForm:
    """What the form to put a request off starts with: moments by the clock of whoever opens it."""

    request: RequestFacts
    offers: tuple[Offer, ...]


@dataclass(frozen=True, kw_only=True)
class EmergencyForm:
    """What the form to call a developer starts with. `developer` None: nobody is named in the settings, or
    they left; then `admins` are whom to ask.
    """

    request: RequestFacts
    developer: Person | None
    admins: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EmergencyFacts:
    """A call with the request that it is about."""

    request: RequestFacts
    page: Paged


@dataclass(frozen=True, kw_only=True)
class DueFacts:
    """An answer that is due, or was. `rung`: as whom its reader hears of it."""

    request: RequestFacts
    reader: Person
    rung: Rung


@dataclass(frozen=True, kw_only=True)
class MyQueue:
    """Somebody's own open requests, the newest first: some of `total`."""

    listed: tuple[MyRequest, ...]
    total: int
