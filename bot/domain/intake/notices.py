"""What is said once about website requests. `number` is a step's."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.notices import DESK, Elsewhere, Notice, ToPerson


@dataclass(frozen=True, kw_only=True)
class _ToDesk(Notice):
    @property
    def lane(self) -> str:
        return DESK


@dataclass(frozen=True, kw_only=True)
class RequestFilesSent(_ToDesk):
    """To the card's thread: the files of one step, apart from its words: a refused image holds up nothing."""

    request_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class RequesterWrote(_ToDesk):
    """To the card's thread: what the requester replied, added, or gave as the reason for reopening."""

    request_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class FollowerWrote(_ToDesk):
    """To the card's thread: what somebody had written who found that it is the same, and follows it."""

    request_id: int
    choice_id: int


@dataclass(frozen=True, kw_only=True)
class RequestJoined(_ToDesk):
    """To the thread of the original: what the request says that was joined to it with this step."""

    request_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class RequestHidden(_ToDesk):
    """To the card's thread: the request is private now, and what of it still stands there."""

    request_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class JoinedFilesSent(_ToDesk):
    """And all its files, apart from its words."""

    request_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class PrivateFilesSent(ToPerson):
    """As RequestFilesSent, of a private request: to the thread of the owner's own card."""

    request_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class ReplyStillWanted(ToPerson):
    """To the requester, in the thread of their card: they were asked something, `since` then, and have not
    answered.
    """

    request_id: int
    since: str


@dataclass(frozen=True, kw_only=True)
class SatisfactionWritten(ToPerson):
    """To whoever has the request: the words of its requester about how it went. `at` tells them apart."""

    request_id: int
    at: str


@dataclass(frozen=True, kw_only=True)
class PrivateWrote(ToPerson):
    """As RequesterWrote, of a private request: to the thread of the owner's own card."""

    request_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class PrivateThreadUsed(ToPerson):
    """To whoever wrote under a private request's card in the channel, only to them: who reads that.

    `ts`: of a message that was also sent to the channel; empty for any other, of which they hear once.
    """

    request_id: int
    ts: str


@dataclass(frozen=True, kw_only=True)
class RequestStepTaken(ToPerson):
    """To the requester: one step, in the thread of their card."""

    request_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class FollowedStepTaken(ToPerson):
    """To somebody who follows a request: one step of it, under the card where they see how it stands."""

    request_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class RequestCameBack(ToPerson):
    """To the owner: what was put off stands in the queue again since that step."""

    request_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class AnswerDue(ToPerson):
    """To whoever has a request, or stands in for them, or is above them: an answer is due by that hour (ISO),
    or was. `rung`: as whom they hear it.
    """

    request_id: int
    hour: str
    rung: str


@dataclass(frozen=True, kw_only=True)
class DeveloperCalled(ToPerson):
    """To the requester, under their card: a developer was called, or has taken the call."""

    request_id: int
    page_id: int
    is_taken: bool


@dataclass(frozen=True, kw_only=True)
class DeskCalledDeveloper(_ToDesk):
    """The same to the card's thread, for its owner and whoever called."""

    request_id: int
    page_id: int
    is_taken: bool


@dataclass(frozen=True, kw_only=True)
class ReopenOffered(ToPerson):
    """To the requester, under their card: what they wrote was passed on, and the request is closed still."""

    request_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class ReplyUnreadable(ToPerson):
    """To the requester, under their card: nothing could be read of the reply that they wrote at `ts`."""

    request_id: int
    ts: str


@dataclass(frozen=True, kw_only=True)
class PingDeflected(Notice):
    """To whoever mentioned a developer, and only to them: where to turn instead."""

    ping_id: int

    @property
    def lane(self) -> str:
        return f"ping:{self.ping_id}"


@dataclass(frozen=True, kw_only=True)
class StrangerDeflected(Notice):
    """The same to somebody who is not in the organisation."""

    ping_id: int

    @property
    def lane(self) -> str:
        return f"stranger-ping:{self.ping_id}"


@dataclass(frozen=True, kw_only=True)
class PingBecameRequest(Notice):
    """To whoever mentioned a developer, in place of their note: what became of it."""

    ping_id: int

    @property
    def lane(self) -> str:
        return f"ping:{self.ping_id}"


@dataclass(frozen=True, kw_only=True)
class PingsOfAWeek(ToPerson):
    """To whoever wants it: how many interruptions were kept away in the week up to `until`, in ISO."""

    until: str


@dataclass(frozen=True, kw_only=True)
class MessageOffered(Notice):
    """To whoever put an emoji on a message, and only to them: it can go to the desk."""

    reaction_id: int

    @property
    def lane(self) -> str:
        return f"reaction:{self.reaction_id}"


@dataclass(frozen=True, kw_only=True)
class RequestPassedOn(ToPerson):
    """To whoever filed a request for a colleague: a reply to its author, ready to be sent."""

    request_id: int


@dataclass(frozen=True, kw_only=True)
class Greeted(ToPerson):
    """To somebody who wrote out of the blue: what Steward can do. `slot` keeps it from being repeated."""

    slot: int


@dataclass(frozen=True, kw_only=True)
class DutyBegan(ToPerson):
    """To whoever has the desk from now on: until when, and which requests come with it."""

    change_id: int


@dataclass(frozen=True, kw_only=True)
class DutyEnded(ToPerson):
    """To whoever had it: who has it now."""

    change_id: int


@dataclass(frozen=True, kw_only=True)
class DutyDecided(ToPerson):
    """To whom it gives or takes a week: whose it is, by whose word. `at` tells one word from the next."""

    week: str
    by_id: int
    at: str


@dataclass(frozen=True, kw_only=True)
class HandoverStepTaken(ToPerson):
    """To the other of the two, the developer or the product manager: what was done or said with a step."""

    handover_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class RequesterAnswered(ToPerson):
    """To the product manager: the requester wrote something with that step of the request, and a developer
    waits for an answer.
    """

    handover_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class HandoverWantsYou(ToPerson):
    """To the product manager: as `want` says, the developer `about` (an id) left, the day `about` (ISO) is
    over, or the issue was closed at `about` (ISO).
    """

    handover_id: int
    want: str
    about: str


@dataclass(frozen=True, kw_only=True)
class RequestProgressed(ToPerson):
    """To the requester, under their card: how far the developers are, by the number of a hand-over's step."""

    handover_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class HandoverReminded(ToPerson):
    """To the developer: what was handed over still waits for their word; by the number of the try."""

    handover_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class ProjectMoved(_ToDesk):
    """To the thread of a project's card: what was estimated, decided, begun, paused, given up with a step."""

    project_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class HandoverMailed(Elsewhere):
    """The same as an e-mail, the formal record; `to` is the developer. It keeps no order with Slack's."""

    to: int
    handover_id: int
    number: int

    @property
    def lane(self) -> str:
        return f"mail:{self.to}"


@dataclass(frozen=True, kw_only=True)
class _ToTracker(Elsewhere):
    """To the issue tracker; what is about one hand-over keeps its order, and with nothing else."""

    handover_id: int
    number: int

    @property
    def lane(self) -> str:
        return f"tracker:{self.handover_id}"


@dataclass(frozen=True, kw_only=True)
class TrackerTold(_ToTracker):
    """A step of a hand-over."""


@dataclass(frozen=True, kw_only=True)
class TrackerHushed(_ToTracker):
    """Its request became private with that step of the request, `at` (ISO): what was said of it goes."""

    at: str


@dataclass(frozen=True, kw_only=True)
class CallWanted(ToPerson):
    """To the product manager: neither chat nor e-mail was answered, or it is urgent: call the developer."""

    handover_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class ProjectSaid(_ToDesk):
    """To the same thread: a line for or against it, which is a card by itself."""

    argument_id: int


@dataclass(frozen=True, kw_only=True)
class ProjectTold(ToPerson):
    """To somebody whom a project concerns, where they read of it: what became of it with a step."""

    project_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class MailRefused(ToPerson):
    """To the product manager: the e-mail to the developer was not taken."""

    handover_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class ProjectFileWanted(ToPerson):
    """To whoever wants it: the record of a project as a file. `at` tells one click from the next."""

    project_id: int
    at: str


@dataclass(frozen=True, kw_only=True)
class SwapSettled(ToPerson):
    """To the one of the two who did not do it: what came of a swap of weeks, under their card."""

    swap_id: int


@dataclass(frozen=True, kw_only=True)
class ReportAsked(ToPerson):
    """To whoever asked for it: the desk in figures. `days` as bot.domain.intake.report_period writes them;
    `asked`: which time it was, so that asking again brings it again.
    """

    days: str
    asked: str


@dataclass(frozen=True, kw_only=True)
class ReportFileAsked(ToPerson):
    """The same as a file. `form`: how its name ends."""

    drawn: ClassVar[bool] = True

    days: str
    form: str
    asked: str


@dataclass(frozen=True, kw_only=True)
class ReportDue(ToPerson):
    """To a product manager or a head: the desk in the figures of a week. `week` is its Monday, as ISO."""

    week: str
