"""To the employee: what is wanted in this cycle, by when, and after that who has it."""

from bot.domain.reviews.cycles import is_year
from bot.domain.reviews.self_score import MyReviewFacts
from bot.domain.reviews.way import Due, Party
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    fit_mrkdwn,
    header,
    message,
    section,
)
from messages.reviews.ad_hoc_note import because
from messages.reviews.fingerprint import fixed_line
from messages.reviews.marks import Part, said
from messages.reviews.my_talk_card import APPEAL
from messages.reviews.not_rated_card import not_rated_text
from messages.reviews.result_card import SEE_RESULT
from messages.reviews.score_lines import cycle_title, decider, short
from messages.reviews.withdrawn_card import withdrawn_card
from messages.whose_move import whose_turn

OPEN = "reviews.self_score.open"
"""The form, from wherever it is owed; the button's value is the review's id."""
PREVIEW = "reviews.self_score.preview"
SEE_SENT = "reviews.self_score.see_sent"
TAKE_BACK = "reviews.take_back.open"

QUESTION_LIMIT = 2500


def my_review_card(words: Words, facts: MyReviewFacts) -> Message:
    """One card for the whole period; it holds no score."""
    if facts.withdrawn is not None:
        return withdrawn_card(words, facts.cycle.name, facts.withdrawn)
    cycle, manager = cycle_title(facts.cycle.name), _who_scores(facts)
    due = facts.cycle.self_score_due
    headline = said(
        words,
        facts.stage.mark,
        Part.HEADLINE,
        is_year=facts.cycle.scheme.asks_periods,
        cycle=cycle,
        manager=manager,
        due=due,
        minutes=facts.minutes,
        closes=facts.cycle.self_score_closes,
        is_closed=facts.today > facts.cycle.self_score_closes,
        is_late=facts.today > due,
        given_back=facts.given_back,
    )
    return message(
        headline,
        header(_title(words, facts, cycle)),
        _because(words, facts),
        section(_body(words, facts)),
        _saved(words, facts),
        _buttons(words, facts),
        context(*whose_turn(words, facts.turn), who_sees(words, facts), *fixed_line(words, facts.rules)),
    )


def _title(words: Words, facts: MyReviewFacts, cycle: str) -> Mrkdwn | str:
    if facts.because is not None:
        return words.label("Ad-hoc review %(cycle)s", cycle=cycle)
    return words.label("%(cycle)s review", cycle=cycle)


def _because(words: Words, facts: MyReviewFacts) -> Block | None:
    """Why there is one, until it is decided; then it stands in the history."""
    if facts.because is None or facts.stage.decided:
        return None
    return section(
        words.say(
            "reviews/my_review_card/ad_hoc",
            first=facts.cycle.starts_on,
            last=facts.cycle.ends_on,
            reason=because(facts.because),
        )
    )


def start_label(words: Words, cycle: str) -> str:
    """On the button with which somebody begins: of a year there is nothing to score."""
    return words.label("Write about my year…") if is_year(cycle) else words.label("Score myself…")


def who_sees(words: Words, facts: MyReviewFacts) -> Mrkdwn:
    """Who may read the scores, in the order in which they do."""
    return words.say(
        "reviews/my_review_card/who_sees",
        manager=_who_decides(words, facts),
        senior=short(facts.second_look.name) if facts.second_look else None,
    )


def _who_decides(words: Words, facts: MyReviewFacts) -> Mrkdwn:
    delegate, manager = facts.in_place or (None, facts.manager)
    return decider(words, manager.name, delegate.name if delegate else None)


def _who_scores(facts: MyReviewFacts) -> Mrkdwn:
    """The manager, or whoever scored in their place."""
    scored_by = facts.approved_by if facts.stage.decided else None
    return short((scored_by or facts.manager).name)


def _body(words: Words, facts: MyReviewFacts) -> Mrkdwn:
    if facts.not_rated is not None:
        return not_rated_text(words, facts.not_rated, mine=True)
    binds = facts.stage.due is Due.SELF_SCORE
    due = facts.cycle.self_score_due if binds else facts.cycle.approval_due
    return said(
        words,
        facts.stage.mark,
        Part.BODY,
        is_year=facts.cycle.scheme.asks_periods,
        manager=_who_scores(facts),
        at=facts.approved_at if facts.stage.decided else facts.submitted_at,
        question=fit_mrkdwn(quote(facts.question or ""), QUESTION_LIMIT),
        is_late=facts.today > due,
        is_closed=facts.today > facts.cycle.self_score_closes,
        ask=short(facts.ask),
        due=facts.cycle.self_score_due,
        closes=facts.cycle.self_score_closes,
        approval_due=facts.cycle.approval_due,
        approval_is_late=facts.today > facts.cycle.approval_due,
        second_look_due=facts.cycle.second_look_due,
        second_look_is_late=facts.today > facts.cycle.second_look_due,
        release_due=facts.release_due,
        release_is_late=facts.today > facts.release_due,
        minutes=facts.minutes,
        given_back=facts.given_back,
        back_asked=facts.back_asked,
        is_changeable=facts.is_changeable,
    )


def _saved(words: Words, facts: MyReviewFacts) -> Block | None:
    is_asked = facts.stage.waits_for(Party.EMPLOYEE) or facts.is_changeable
    if facts.step is None or not is_asked or not facts.stage.rated:
        return None
    return section(
        words.say("reviews/my_review_card/saved", step=facts.step, total=facts.last_step, at=facts.saved_at)
    )


def _buttons(words: Words, facts: MyReviewFacts) -> Block | None:
    value = str(facts.review_id)
    see_sent = button(words.label("See what you sent"), SEE_SENT, value=value)
    if facts.stage.released:
        appeal = facts.appeal_with
        return actions(
            button(words.label("See your result"), SEE_RESULT, value=value, primary=True),
            see_sent,
            button(words.label("Appeal…"), APPEAL, value=str(appeal)) if appeal is not None else None,
        )
    if not facts.stage.rated and facts.submitted_at is None:
        return None
    if not facts.stage.waits_for(Party.EMPLOYEE):
        return actions(see_sent, _change(words, facts))
    preview = button(words.label("What will be asked?"), PREVIEW, value=value)
    if facts.stage.lapses and facts.today > facts.cycle.self_score_closes:
        return actions(preview)
    if facts.step is not None:
        label = _resume(words, facts)
    elif facts.given_back:
        label = words.label("Change…")
    elif facts.stage.answers:
        label = words.label("Add to it…")
    else:
        label = start_label(words, facts.cycle.name)
    return actions(
        button(label, OPEN, value=value, primary=True),
        see_sent if facts.stage.answers else preview,
    )


def _change(words: Words, facts: MyReviewFacts) -> Element | None:
    """What can be done about a self-score that was handed in: change it, or ask for it."""
    value = str(facts.review_id)
    if facts.is_changeable:
        label = words.label("Change…") if facts.step is None else _resume(words, facts)
        return button(label, OPEN, value=value)
    return button(words.label("Take it back…"), TAKE_BACK, value=value) if facts.can_be_asked_back else None


def _resume(words: Words, facts: MyReviewFacts) -> str:
    return words.label("Resume at step %(step)s of %(total)s…", step=facts.step, total=facts.last_step)
