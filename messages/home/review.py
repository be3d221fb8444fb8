"""How far the reader's own review is."""

from bot.domain.home import MyReview
from bot.domain.reviews.cycles import is_year
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, actions, button, section
from messages.reviews.history_modal import OPEN as HISTORY
from messages.reviews.marks import Part, said
from messages.reviews.result_card import SEE_RESULT
from messages.reviews.score_lines import cycle_title, decider
from messages.reviews.talk_overview import talk_line
from messages.whose_move import with_move


def review_title(words: Words, review: MyReview | None) -> str:
    if review is None:
        return words.label("Your review")
    if review.beside:
        return words.label("Your reviews")
    return _title(words, review)


def review_line(words: Words, review: MyReview) -> Mrkdwn:
    return Mrkdwn(
        "\n".join(
            words.say("home/line", title=_title(words, each), said=_said(words, each))
            for each in (review, *review.beside)
        )
    )


def review_section(words: Words, review: MyReview) -> list[Block]:
    """The steps in a line with the present one marked, and the way to what happened so far."""
    history = button(words.label("History"), HISTORY, value="-")
    return [*(_line(words, each, of=review) for each in (review, *review.beside)), actions(history)]


def _line(words: Words, review: MyReview, *, of: MyReview) -> Block:
    """`of`: all that stand there; where they are several each has its name."""
    result = button(words.label("See your result"), SEE_RESULT, value=str(review.review_id))
    said = _said(words, review)
    if of.beside:
        name = words.say("home/tab", name=_title(words, review))
        said = Mrkdwn("\n".join([name, said]))
    return section(said, accessory=result if review.stage.released else None)


def _title(words: Words, review: MyReview) -> str:
    return words.label("Your review, %(period)s", period=cycle_title(review.period))


def _said(words: Words, review: MyReview) -> Mrkdwn:
    lines = [_steps(words, review), *([talk_line(words, review.talk)] if review.talk else [])]
    return with_move(words, Mrkdwn("\n".join(lines)), review.move)


def _steps(words: Words, review: MyReview) -> Mrkdwn:
    today = words.now.astimezone(words.zone).date()
    return said(
        words,
        review.stage.mark,
        Part.HOME,
        is_year=is_year(review.period),
        manager=decider(words, review.manager, review.delegate),
        given_back=review.given_back,
        self_score_due=review.self_score_due,
        approval_due=review.approval_due,
        is_late=today > review.self_score_due,
        is_closed=today > review.self_score_closes,
        is_approval_late=today > review.approval_due,
        second_look_due=review.second_look_due,
        is_second_look_late=today > review.second_look_due,
        release_due=review.release_due,
        is_release_late=today > review.release_due,
    )
