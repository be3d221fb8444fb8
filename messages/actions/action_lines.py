"""An action in words: what it is, what it is for, who does it by when, and how far it is."""

from collections.abc import Callable, Mapping

from bot.domain.actions.action import Action, ActionKind, Listed, Support
from bot.domain.actions.way import Event
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import fit_mrkdwn, fold
from messages.reviews.score_lines import short
from messages.weeks.feedback_lines import tied_label

TEXT_SHOWN = 600
NAME_LIMIT = 60

KINDS: Mapping[ActionKind, Callable[[Words], str]] = {
    ActionKind.PRACTICE: lambda words: words.label("Practice"),
    ActionKind.TRAINING: lambda words: words.label("Training"),
    ActionKind.MENTORING: lambda words: words.label("Mentor pairing"),
    ActionKind.PLAN: lambda words: words.label("Improvement plan"),
}
SUPPORTS: Mapping[Support, Callable[[Words], str]] = {
    Support.TRAINING: lambda words: words.label("a training"),
    Support.MENTOR: lambda words: words.label("a mentor"),
    Support.POST: lambda words: words.label("another post"),
}
FOLLOW_UP_LABELS: Mapping[Event, Callable[[Words], str]] = {
    Event.FINISH: lambda words: words.label("It is done"),
    Event.GO_ON: lambda words: words.label("On the way"),
    Event.STICK: lambda words: words.label("Stuck"),
}


def action_line(words: Words, listed: Listed, *, with_reason: bool = True) -> Mrkdwn:
    """All of one. `with_reason`: what it is for as well, which is no mentor's to read."""
    action = listed.action
    return fit_mrkdwn(
        words.say(
            "actions/action_lines/line",
            kind=KINDS[action.kind](words),
            text=fit_mrkdwn(escape(action.text), TEXT_SHOWN),
            reason=reasons(words, action) if with_reason else "",
            support=_support(words, action),
            state=state_line(words, listed),
        )
    )


def short_line(words: Words, listed: Listed, *, limit: int = 80) -> Mrkdwn:
    """The same in a line, for lists of several people."""
    return words.say(
        "actions/action_lines/short",
        kind=KINDS[listed.action.kind](words),
        text=short(listed.action.text, limit),
        due=listed.action.due_on,
        is_late=listed.is_late(words.now),
    )


def plain_line(words: Words, listed: Listed) -> str:
    """The same as the label of a field."""
    return words.plain(
        "actions/action_lines/short",
        kind=KINDS[listed.action.kind](words),
        text=fold(listed.action.text, 100),
        due=listed.action.due_on,
        is_late=listed.is_late(words.now),
    )


def follow_up_choices(words: Words) -> list[tuple[str, str]]:
    """What can be said of an open one."""
    return [(event.value, said(words)) for event, said in FOLLOW_UP_LABELS.items()]


def reasons(words: Words, action: Action) -> Mrkdwn:
    """The gap, the KPI or the value for which it is."""
    tied = [short(tied_label(words, action.tied))] if action.tied else []
    gap = [short(action.gap, 200)] if action.gap else []
    return Mrkdwn(" · ".join([*tied, *gap]))


def state_line(words: Words, listed: Listed) -> Mrkdwn:
    """Who does it by when, and what was said of it last."""
    action, last = listed.action, listed.last
    return words.say(
        "actions/action_lines/state",
        owner=short(listed.owner.name, NAME_LIMIT),
        due=action.due_on,
        state=action.state.value,
        is_late=listed.is_late(words.now),
        has_left=listed.has_lost_its_owner,
        lately=last.event.value if last else "",
        by=short(last.by, NAME_LIMIT) if last else "",
        at=last.at if last else None,
        note=short(last.note, 200) if last else "",
    )


def _support(words: Words, action: Action) -> Mrkdwn:
    supported = action.supported
    if not supported.kinds:
        return Mrkdwn()
    kinds = words.names([SUPPORTS[each](words) for each in supported.kinds])
    return words.say("actions/action_lines/support", kinds=kinds, text=short(supported.text, 300))
