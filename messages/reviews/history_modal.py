"""What happened to somebody's reviews and goals: an entry a line or two, the newest first, by pages."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.actions.way import Event as ActionEvent
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.reviews.cycles import is_year
from bot.domain.reviews.history import Calibrated, Happened, HistoryPage, Ledger
from bot.domain.reviews.input_way import Event as InputEvent
from bot.domain.reviews.recognition_way import Event as RecognitionEvent
from bot.domain.reviews.talk_way import Event as TalkEvent
from bot.domain.reviews.view_as import Side
from bot.domain.reviews.way import Event
from messages.catalog import Mrkdwn, Words, escape, quote
from messages.kit import Block, Element, actions, button, context, fit_mrkdwn, fold, modal, section
from messages.reviews.export_note import TAKE_OUT
from messages.reviews.score_lines import cycle_title, in_full, short

HISTORY = "reviews.history"
OPEN = "reviews.history.open"
"""Shows the reader's own."""
READ = "reviews.history.read"
"""The value: whom it is about, the subject, the row's id, with colons."""
TURN = "reviews.history.turn"
"""Begins the action of the buttons that turn a page. The value: whom it is about, the page, with a colon."""
NOTE_LIMIT = 150
PERIOD_LIMIT = 80

REVIEW_SAYS: Mapping[Event, Callable[[Words], str]] = {
    Event.OPEN: lambda words: words.label("Review opened"),
    Event.SUBMIT: lambda words: words.label("Self-score handed in"),
    Event.BEGIN: lambda words: words.label("Scoring begun"),
    Event.ADJUST: lambda words: words.label("Scores adjusted"),
    Event.ASK_FOR_MORE: lambda words: words.label("More asked"),
    Event.APPROVE: lambda words: words.label("Scores approved"),
    Event.CONFIRM: lambda words: words.label("Confirmed in the second look"),
    Event.SETTLE: lambda words: words.label("Confirmed in the second look"),
    Event.SEND_BACK: lambda words: words.label("Sent back by the second look"),
    Event.RESEAT: lambda words: words.label("Second look passed on"),
    Event.RELEASE: lambda words: words.label("Result released"),
    Event.RESCORE: lambda words: words.label("Opened again after an appeal, to be scored anew"),
    Event.RELOOK: lambda words: words.label("Opened again after an appeal, for a new second look"),
    Event.HAND_OVER: lambda words: words.label("Passed on to another manager"),
    Event.DELEGATE: lambda words: words.label("Somebody decides in the manager's place"),
    Event.END_DELEGATION: lambda words: words.label("The manager decides again"),
    Event.LEAVE: lambda words: words.label("Left the company"),
    Event.RETURN: lambda words: words.label("Back in the company"),
    Event.NOT_RATE: lambda words: words.label("Closed without a score"),
    Event.REOPEN: lambda words: words.label("More time for the self-score"),
    Event.WITHDRAW: lambda words: words.label("Period withdrawn"),
    Event.CORRECT: lambda words: words.label("Rules of scoring corrected"),
    Event.ASK_BACK: lambda words: words.label("Self-score asked back"),
    Event.GIVE_BACK: lambda words: words.label("Self-score given back"),
    Event.KEEP: lambda words: words.label("Self-score not given back"),
    Event.RECOUNT: lambda words: words.label("Year counted anew: a result changed"),
}
YEAR_SAYS: Mapping[Event, Callable[[Words], str]] = {
    Event.SUBMIT: lambda words: words.label("Statement handed in"),
    Event.REOPEN: lambda words: words.label("More time for the statement"),
    Event.ASK_BACK: lambda words: words.label("Statement asked back"),
    Event.GIVE_BACK: lambda words: words.label("Statement given back"),
    Event.KEEP: lambda words: words.label("Statement not given back"),
}
"""Of a year, in which nobody scores themselves."""
GOALS_SAY: Mapping[GoalsEvent, Callable[[Words], str]] = {
    GoalsEvent.OPEN: lambda words: words.label("Goals opened"),
    GoalsEvent.SEND: lambda words: words.label("KPI sheet sent"),
    GoalsEvent.TAKE_BACK: lambda words: words.label("KPI sheet taken back"),
    GoalsEvent.ADJUST: lambda words: words.label("KPI sheet adjusted"),
    GoalsEvent.AGREE: lambda words: words.label("KPI sheet agreed to"),
    GoalsEvent.CONFIRM: lambda words: words.label("Adjusted KPI sheet confirmed"),
    GoalsEvent.DROP_CHANGE: lambda words: words.label("Change of the KPI sheet dropped"),
    GoalsEvent.WANT: lambda words: words.label("New KPI sheet wanted"),
    GoalsEvent.HAND_OVER: lambda words: words.label("Passed on to another manager"),
    GoalsEvent.LEAVE: lambda words: words.label("Left the company"),
    GoalsEvent.RETURN: lambda words: words.label("Back in the company"),
    GoalsEvent.WITHDRAW: lambda words: words.label("Period withdrawn"),
}
RECOGNITION_SAYS: Mapping[RecognitionEvent, Callable[[Words], str]] = {
    RecognitionEvent.ASK: lambda words: words.label("Asked about words for a channel"),
    RecognitionEvent.REWORD: lambda words: words.label("Asked about other words for a channel"),
    RecognitionEvent.AGREE: lambda words: words.label("Said yes to them"),
    RecognitionEvent.DECLINE: lambda words: words.label("Said no to them"),
    RecognitionEvent.TAKE_DOWN: lambda words: words.label("Had them taken down"),
}
TALK_SAYS: Mapping[TalkEvent, Callable[[Words], str]] = {
    TalkEvent.BEGIN: lambda words: words.label("Talk about the result to be held"),
    TalkEvent.PREPARE: lambda words: words.label("Talk prepared"),
    TalkEvent.OFFER: lambda words: words.label("Times for the talk proposed"),
    TalkEvent.CHOOSE: lambda words: words.label("Time for the talk chosen"),
    TalkEvent.HOLD: lambda words: words.label("Talk held"),
    TalkEvent.DENY: lambda words: words.label("Talk not held, says the employee"),
    TalkEvent.ACKNOWLEDGE: lambda words: words.label("Result acknowledged"),
    TalkEvent.LAPSE: lambda words: words.label("Not answered in time; no consent"),
    TalkEvent.APPEAL: lambda words: words.label("Appeal against the result"),
    TalkEvent.RESEAT: lambda words: words.label("Talk or appeal passed on"),
    TalkEvent.UPHOLD: lambda words: words.label("Appeal decided: the result stands"),
    TalkEvent.RESCORE: lambda words: words.label("Appeal decided: to be scored anew"),
    TalkEvent.RELOOK: lambda words: words.label("Appeal decided: a new second look"),
}
ACTIONS_SAY: Mapping[ActionEvent, Callable[[Words], str]] = {
    ActionEvent.WRITE: lambda words: words.label("Action written"),
    ActionEvent.ASK: lambda words: words.label("Mentor asked"),
    ActionEvent.ACCEPT: lambda words: words.label("Mentor said yes"),
    ActionEvent.DECLINE: lambda words: words.label("Mentor cannot now"),
    ActionEvent.OFFER: lambda words: words.label("Training offered"),
    ActionEvent.TAKE_UP: lambda words: words.label("Training taken up"),
    ActionEvent.TURN_DOWN: lambda words: words.label("Training declined"),
    ActionEvent.GO_ON: lambda words: words.label("Action on the way"),
    ActionEvent.STICK: lambda words: words.label("Action stuck"),
    ActionEvent.FINISH: lambda words: words.label("Action done"),
    ActionEvent.EVALUATE: lambda words: words.label("What became of it"),
    ActionEvent.REOPEN: lambda words: words.label("Action taken up again"),
    ActionEvent.DROP: lambda words: words.label("Action dropped"),
}
INPUT_SAYS: Mapping[InputEvent, Callable[[Words], str]] = {
    InputEvent.ASK: lambda words: words.label("Colleagues asked for input"),
    InputEvent.ASK_MORE: lambda words: words.label("More colleagues asked for input, or more time"),
    InputEvent.END: lambda words: words.label("Input of colleagues ended"),
    InputEvent.END_UNREAD: lambda words: words.label("Input of colleagues ended; too few gave any"),
    InputEvent.WITHDRAW: lambda words: words.label("Input of colleagues withdrawn"),
}
LEDGERS_SAY: Mapping[Ledger, Callable[[Words], str]] = {
    Ledger.FOUR_GATES: lambda words: words.label("HR looked at the four gates"),
}
LOOK_SAYS: Mapping[Side, Callable[[Words], str]] = {
    Side.EMPLOYEE: lambda words: words.label("HR looked, as the employee sees it"),
    Side.MANAGER: lambda words: words.label("HR looked, as the manager sees it"),
    Side.SECOND_LOOK: lambda words: words.label("HR looked, as the second look sees it"),
    Side.CALIBRATION: lambda words: words.label("HR read the reasons of the scores, in the calibration"),
    Side.MATRIX: lambda words: words.label("HR looked, in an overview of the department"),
}
CALIBRATION_SAYS: Mapping[Calibrated, Callable[[Words], str]] = {
    Calibrated.MOVED: lambda words: words.label("Result moved in calibration"),
    Calibrated.TAKEN_BACK: lambda words: words.label("Move of the result taken back"),
}
SAYS: Mapping[type, Mapping[Any, Callable[[Words], str]]] = {
    Event: REVIEW_SAYS,
    TalkEvent: TALK_SAYS,
    RecognitionEvent: RECOGNITION_SAYS,
    ActionEvent: ACTIONS_SAY,
    InputEvent: INPUT_SAYS,
    GoalsEvent: GOALS_SAY,
    Calibrated: CALIBRATION_SAYS,
    Side: LOOK_SAYS,
    Ledger: LEDGERS_SAY,
}
"""By what it happened to: each event has its words."""


def history_modal(words: Words, page: HistoryPage) -> dict[str, Any]:
    """One page of it."""
    is_own = page.reader.id == page.about.id
    return modal(
        title=words.label("History"),
        blocks=[
            section(
                words.say(
                    "reviews/history_modal/intro",
                    name=None if is_own else short(page.about.name),
                    total=page.total,
                ),
                accessory=button(words.label("As a file"), TAKE_OUT, value=str(page.about.id))
                if is_own or page.about.manager_id == page.reader.id
                else None,
            ),
            *(_entry(words, page, each) for each in page.entries),
            *_pages(words, page),
        ],
        callback_id=HISTORY,
        close=words.label("Close"),
        private_metadata=json.dumps({"about": page.about.id, "page": page.page}),
    )


def entry_modal(words: Words, entry: Happened) -> dict[str, Any]:
    """One entry, with all that was written."""
    head = Mrkdwn(f"*{escape(what_happened(words, entry))}*")
    return modal(
        title=words.label("History"),
        blocks=[section(head), *(section(piece) for piece in in_full(entry.note or ""))],
        callback_id=HISTORY,
        close=words.label("Close"),
    )


def _entry(words: Words, page: HistoryPage, entry: Happened) -> Block:
    said = words.say(
        "reviews/history_modal/entry",
        what=what_happened(words, entry),
        period=short(cycle_title(entry.period), PERIOD_LIMIT),
        by=_who(words, page, entry),
        at=entry.at,
    )
    if entry.note is None:
        return section(said)
    shown = fold(entry.note, NOTE_LIMIT)
    whole = button(
        words.label("Read all…"), READ, value=f"{page.about.id}:{entry.subject.value}:{entry.row_id}"
    )
    text = fit_mrkdwn(f"{said}\n{quote(shown)}")
    return section(text, accessory=whole) if shown != entry.note.strip() else section(text)


def what_happened(words: Words, entry: Happened) -> str:
    """An entry in a few words."""
    said = SAYS[type(entry.event)]
    if isinstance(entry.event, Event) and is_year(entry.period):
        said = {**said, **YEAR_SAYS}
    return said[entry.event](words)


def _who(words: Words, page: HistoryPage, entry: Happened) -> Mrkdwn:
    if entry.by_id is None and isinstance(entry.event, Calibrated):
        return Mrkdwn(words.label("HR and the head of the department"))
    if entry.by_id is None:
        return Mrkdwn("Steward")
    if entry.by_id == page.reader.id:
        return Mrkdwn(words.label("You"))
    return short(page.by.get(entry.by_id, "–"))


def _pages(words: Words, page: HistoryPage) -> list[Block]:
    def turn(label: str, where: str, number: int) -> Element:
        return button(label, f"{TURN}.{where}", value=f"{page.about.id}:{number}")

    if not page.last:
        return []
    return [
        context(words.say("concerns/page", page=page.page + 1, pages=page.last + 1)),
        actions(
            turn(words.label("Previous page"), "earlier", page.page - 1) if page.page else None,
            turn(words.label("Next page"), "later", page.page + 1) if page.page < page.last else None,
        ),
    ]
