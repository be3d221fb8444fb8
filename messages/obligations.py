"""What somebody owes: a line and a button for each kind, as the reminder and the Home tab show it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.obligations import Kind, Owed
from bot.domain.people import Person
from bot.domain.reviews.cycles import is_year
from bot.domain.whose_move import Worked
from messages.actions.actions_modal import WRITE_PLAN
from messages.catalog import Mrkdwn, Words
from messages.goals import job_form_buttons, shared_card
from messages.goals.figures_card import OPEN as ENTER_FIGURES
from messages.goals.my_goals_card import DRAFT, READ
from messages.intake.handover_card import READ as READ_HANDOVER
from messages.intake.my_request_card import ADD, CONFIRM, REOPEN
from messages.intake.project_buttons import ARGUE as ARGUE_PROJECT
from messages.intake.project_buttons import READ as READ_PROJECT
from messages.intake.swap_card import READ as READ_SWAP
from messages.intake.triage_card import READ_ALL
from messages.kit import Block, Element, actions, button, section
from messages.reviews.appeal_card import DECIDE
from messages.reviews.appeal_card import READ as READ_APPEALED
from messages.reviews.input_card import GIVE as GIVE_INPUT
from messages.reviews.my_review_card import OPEN
from messages.reviews.my_talk_card import ACKNOWLEDGE, beside_acknowledging
from messages.reviews.release_modal import RELEASE_IT
from messages.reviews.review_modal import REVIEW_IT
from messages.reviews.score_lines import cycle_title, short
from messages.reviews.second_look_modals import LOOK_AT
from messages.reviews.talk_card import HELD_ON, PREPARE, PROPOSE
from messages.weeks import check_in_buttons
from messages.weeks.suggestion_card import ANSWER as ANSWER_SUGGESTION
from messages.whose_move import how_long


@dataclass(frozen=True, kw_only=True)
class OwedWords:
    """How a kind is called among others, and its button, which is that of the card that owns the step.

    `beside`: what else can be clicked at once, by the button's value; together at most three. `of_several`:
    the button where a line stands for several, of which it opens the first; `of_year`: where it is about a
    year.
    """

    count: Callable[[Words, int], str]
    button: Callable[[Words], str]
    action_id: str
    beside: Callable[[Words, str], Sequence[Element]] | None = None
    of_several: Callable[[Words], str] | None = None
    of_year: Callable[[Words], str] | None = None


OWED: Mapping[Kind, OwedWords] = {
    Kind.GOALS: OwedWords(
        count=lambda words, count: words.count("a KPI sheet", "%(number)s KPI sheets", count),
        button=lambda words: words.label("Write my KPI sheet…"),
        action_id=DRAFT,
    ),
    Kind.GOALS_AGREEMENT: OwedWords(
        count=lambda words, count: words.count(
            "a KPI sheet to agree to", "%(number)s KPI sheets to agree to", count
        ),
        button=lambda words: words.label("Read it…"),
        action_id=READ,
    ),
    Kind.GOALS_ADJUSTED: OwedWords(
        count=lambda words, count: words.count(
            "an adjusted KPI sheet", "%(number)s adjusted KPI sheets", count
        ),
        button=lambda words: words.label("Read it…"),
        action_id=READ,
    ),
    Kind.FIGURES: OwedWords(
        count=lambda words, count: words.count(
            "the figures of a period", "the figures of %(number)s periods", count
        ),
        button=lambda words: words.label("Enter figures…"),
        action_id=ENTER_FIGURES,
    ),
    Kind.JOB_FORM: OwedWords(
        count=lambda words, count: words.count(
            "a job-responsibility form", "%(number)s job-responsibility forms", count
        ),
        button=lambda words: words.label("Job-responsibility form…"),
        action_id=job_form_buttons.OPEN,
    ),
    Kind.JOB_FORM_RATING: OwedWords(
        count=lambda words, count: words.count(
            "a job-responsibility form to rate", "%(number)s job-responsibility forms to rate", count
        ),
        button=lambda words: words.label("Rate it…"),
        action_id=job_form_buttons.RATE,
    ),
    Kind.SHARED_KPI: OwedWords(
        count=lambda words, count: words.count(
            "a shared KPI to answer to", "%(number)s shared KPIs to answer to", count
        ),
        button=lambda words: words.label("Read it…"),
        action_id=shared_card.READ,
    ),
    Kind.SUGGESTION: OwedWords(
        count=lambda words, count: words.count(
            "a suggestion to answer", "%(number)s suggestions to answer", count
        ),
        button=lambda words: words.label("Answer…"),
        action_id=ANSWER_SUGGESTION,
    ),
    Kind.INPUT: OwedWords(
        count=lambda words, count: words.count(
            "input about a colleague", "input about %(number)s colleagues", count
        ),
        button=lambda words: words.label("Give input…"),
        action_id=GIVE_INPUT,
    ),
    Kind.SELF_SCORE: OwedWords(
        count=lambda words, count: words.count("a self-score", "%(number)s self-scores", count),
        button=lambda words: words.label("Score myself…"),
        action_id=OPEN,
        of_year=lambda words: words.label("Write about my year…"),
    ),
    Kind.MORE_ASKED: OwedWords(
        count=lambda words, count: words.count(
            "more on a self-score, as asked for", "more on %(number)s self-scores, as asked for", count
        ),
        button=lambda words: words.label("Add to it…"),
        action_id=OPEN,
    ),
    Kind.APPROVAL: OwedWords(
        count=lambda words, count: words.count("an approval", "%(number)s approvals", count),
        button=lambda words: words.label("Review it…"),
        action_id=REVIEW_IT,
    ),
    Kind.SECOND_LOOK: OwedWords(
        count=lambda words, count: words.count("a second look", "%(number)s second looks", count),
        button=lambda words: words.label("Look at it…"),
        action_id=LOOK_AT,
        of_several=lambda words: words.label("Look at them…"),
    ),
    Kind.RELEASE: OwedWords(
        count=lambda words, count: words.count("a result to release", "%(number)s results to release", count),
        button=lambda words: words.label("Release…"),
        action_id=RELEASE_IT,
    ),
    Kind.TALK: OwedWords(
        count=lambda words, count: words.count(
            "a talk about a result", "%(number)s talks about results", count
        ),
        button=lambda words: words.label("Prepare…"),
        action_id=PREPARE,
        beside=lambda words, value: (
            button(words.label("Propose times…"), PROPOSE, value=value),
            button(words.label("Held on…"), HELD_ON, value=value),
        ),
    ),
    Kind.ACKNOWLEDGEMENT: OwedWords(
        count=lambda words, count: words.count(
            "a word on the talk about a result", "words on %(number)s talks about results", count
        ),
        button=lambda words: words.label("Acknowledge"),
        action_id=ACKNOWLEDGE,
        beside=beside_acknowledging,
    ),
    Kind.APPEAL: OwedWords(
        count=lambda words, count: words.count("an appeal to decide", "%(number)s appeals to decide", count),
        button=lambda words: words.label("Decide…"),
        action_id=DECIDE,
        beside=lambda words, value: (button(words.label("Read the result…"), READ_APPEALED, value=value),),
    ),
    Kind.PLAN: OwedWords(
        count=lambda words, count: words.count("an improvement plan", "%(number)s improvement plans", count),
        button=lambda words: words.label("Write the plan…"),
        action_id=WRITE_PLAN,
    ),
    Kind.REPLY: OwedWords(
        count=lambda words, count: words.count(
            "an answer about a website request", "%(number)s answers about website requests", count
        ),
        button=lambda words: words.label("Answer the question…"),
        action_id=ADD,
    ),
    Kind.CONFIRMATION: OwedWords(
        count=lambda words, count: words.count(
            "a word whether a website request is settled",
            "words whether %(number)s website requests are settled",
            count,
        ),
        button=lambda words: words.label("Yes, it is settled"),
        action_id=CONFIRM,
        beside=lambda words, number: (button(words.label("Reopen…"), REOPEN, value=number),),
    ),
    Kind.REQUEST: OwedWords(
        count=lambda words, count: words.count("a website request", "%(number)s website requests", count),
        button=lambda words: words.label("Read all…"),
        action_id=READ_ALL,
    ),
    Kind.HANDOVER: OwedWords(
        count=lambda words, count: words.count(
            "a word on a brief that was handed over",
            "%(number)s words on briefs that were handed over",
            count,
        ),
        button=lambda words: words.label("Read it…"),
        action_id=READ_HANDOVER,
    ),
    Kind.WORDING: OwedWords(
        count=lambda words, count: words.count(
            "what a developer will do, to be confirmed",
            "what developers will do, %(number)s to be confirmed",
            count,
        ),
        button=lambda words: words.label("Read it…"),
        action_id=READ_HANDOVER,
    ),
    Kind.READY: OwedWords(
        count=lambda words, count: words.count(
            "something ready to be checked", "%(number)s things ready to be checked", count
        ),
        button=lambda words: words.label("Read it…"),
        action_id=READ_HANDOVER,
    ),
    Kind.DECISION: OwedWords(
        count=lambda words, count: words.count(
            "a project to be decided", "%(number)s projects to be decided", count
        ),
        button=lambda words: words.label("Read the record…"),
        action_id=READ_PROJECT,
    ),
    Kind.ARGUMENT: OwedWords(
        count=lambda words, count: words.count("a word on a project", "words on %(number)s projects", count),
        button=lambda words: words.label("For or against…"),
        action_id=ARGUE_PROJECT,
    ),
    Kind.DUTY_SWAP: OwedWords(
        count=lambda words, count: words.count("a swap of weeks", "%(number)s swaps of weeks", count),
        button=lambda words: words.label("Read it…"),
        action_id=READ_SWAP,
    ),
    Kind.CHECK_IN: OwedWords(
        count=lambda words, count: words.count("a weekly check-in", "%(number)s weekly check-ins", count),
        button=lambda words: words.label("Check in…"),
        action_id=check_in_buttons.OPEN,
        beside=check_in_buttons.beside,
    ),
}
"""Beside its entry each kind has a sentence in text/obligations."""


def owed_lines(
    words: Words, owed: Sequence[Owed], *, person: Person, worked: Sequence[Worked] = ()
) -> list[Block]:
    """One section for each, with its button; only the first, the most urgent, is primary. `worked`: how long
    each is theirs, where that is said.

    Where more than one can be clicked they stand in a row below.
    """
    blocks: list[Block] = []
    for number, each in enumerate(owed):
        said, first = owed_line(words, each, person=person), owed_button(words, each, primary=number == 0)
        if worked:
            said = words.say("obligations/yours", said=said, how_long=how_long(words, worked[number]))
        beside = OWED[each.kind].beside
        if beside is None:
            blocks.append(section(said, accessory=first))
        else:
            blocks += [section(said), actions(first, *beside(words, str(each.subject_id)))]
    return blocks


def owed_line(words: Words, owed: Owed, *, person: Person) -> Mrkdwn:
    """What is wanted, by when, and how long it takes."""
    is_late = owed.is_late(words.now, person=person)
    hour = words.stamp if is_late else words.moment
    return words.say(
        f"obligations/{owed.kind.value}",
        period=cycle_title(owed.period),
        is_year=is_year(owed.period),
        number=owed.subject_id,
        who=short(owed.who),
        due=hour(owed.due_at) if owed.due_at else words.day(owed.due_on),
        is_late=is_late,
        until=owed.lapses_on or owed.due_on,
        minutes=owed.minutes,
        count=owed.together,
        team=short(owed.team) if owed.team else None,
    )


def step_count(words: Words, kind: Kind, count: int) -> str:
    """How many steps of a kind wait, as others hear of it: "2 approvals"."""
    return OWED[kind].count(words, count)


def owed_button(words: Words, owed: Owed, *, primary: bool = False) -> Element:
    """The step's own button, that of the card that owns it."""
    known = OWED[owed.kind]
    label = known.of_several if owed.together > 1 and known.of_several else known.button
    if known.of_year and is_year(owed.period):
        label = known.of_year
    return button(label(words), known.action_id, value=str(owed.subject_id), primary=primary)
