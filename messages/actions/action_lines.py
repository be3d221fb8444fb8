"""An action in words: what it is, what it is for, who does it by when, and how far it is."""

from collections.abc import Callable, Mapping

from bot.domain.actions.action import Action, ActionKind, Listed, Support, TrainingKind
from bot.domain.actions.became import Became, Helped
from bot.domain.actions.follow_up import Choice, choices_of
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
TRAININGS: Mapping[TrainingKind, Callable[[Words], str]] = {
    TrainingKind.CLASSROOM: lambda words: words.label("Classroom training"),
    TrainingKind.ON_THE_JOB: lambda words: words.label("Training on the job"),
    TrainingKind.SHARING: lambda words: words.label("Sharing session"),
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
    Event.TAKE_UP: lambda words: words.label("Take it up"),
    Event.TURN_DOWN: lambda words: words.label("Turn it down"),
}
DONE_LABELS: Mapping[Helped, Callable[[Words], str]] = {
    Helped.YES: lambda words: words.label("Done: it helped"),
    Helped.PARTLY: lambda words: words.label("Done: it helped partly"),
    Helped.NO: lambda words: words.label("Done: it did not help"),
}
HELPED: Mapping[Helped, Callable[[Words], str]] = {
    Helped.YES: lambda words: words.label("It helped"),
    Helped.PARTLY: lambda words: words.label("It helped partly"),
    Helped.NO: lambda words: words.label("It did not help"),
}


def action_line(words: Words, listed: Listed, *, with_reason: bool = True) -> Mrkdwn:
    """All of one. `with_reason`: what it is for as well, which is no mentor's to read."""
    action = listed.action
    return fit_mrkdwn(
        words.say(
            "actions/action_lines/line",
            kind=kind_label(words, action),
            text=fit_mrkdwn(escape(action.text), TEXT_SHOWN),
            reason=reasons(words, action) if with_reason else "",
            support=_support(words, action),
            state=state_line(words, listed),
            became=[became_line(words, each) for each in listed.became],
        )
    )


def kind_label(words: Words, action: Action) -> str:
    """What it is; of a training of which kind, where that is known."""
    return KINDS[action.kind](words) if action.training is None else TRAININGS[action.training](words)


def became_line(words: Words, became: Became) -> Mrkdwn:
    """What somebody says of it in the end."""
    return words.say(
        "actions/action_lines/became",
        by=short(became.by, NAME_LIMIT),
        helped=became.helped.value,
        line=short(became.line, 200),
    )


def short_line(words: Words, listed: Listed, *, limit: int = 80) -> Mrkdwn:
    """The same in a line, for lists of several people."""
    return words.say(
        "actions/action_lines/short",
        kind=kind_label(words, listed.action),
        text=short(listed.action.text, limit),
        due=listed.action.due_on,
        is_late=listed.is_late(words.now),
    )


def plain_line(words: Words, listed: Listed) -> str:
    """The same as the label of a field."""
    return words.plain(
        "actions/action_lines/short",
        kind=kind_label(words, listed.action),
        text=fold(listed.action.text, 100),
        due=listed.action.due_on,
        is_late=listed.is_late(words.now),
    )


def follow_up_choices(words: Words, action: Action) -> list[tuple[str, str]]:
    """What can be said of one."""
    return [(each.value, _choice(words, each)) for each in choices_of(action)]


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
        note=short(last.note, 200) if last and not listed.became else "",
    )


def _choice(words: Words, choice: Choice) -> str:
    label = FOLLOW_UP_LABELS[choice.event] if choice.helped is None else DONE_LABELS[choice.helped]
    return label(words)


def _support(words: Words, action: Action) -> Mrkdwn:
    supported = action.supported
    if not supported.kinds:
        return Mrkdwn()
    kinds = words.names([SUPPORTS[each](words) for each in supported.kinds])
    return words.say("actions/action_lines/support", kinds=kinds, text=short(supported.text, 300))
