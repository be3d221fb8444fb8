"""The cards of a review."""

from bot.domain.cards import Card, CardKey


def my_review_card(review_id: int) -> CardKey:
    """The employee's card: one for the whole period; the manager's question and the result stand under it."""
    return CardKey.of(Card.MY_REVIEW, review_id)


def team_card(cycle_id: int, manager_id: int) -> CardKey:
    """The parent of a manager's thread: "2026Q4: 3 of 8 approved"."""
    return CardKey.of(Card.TEAM, cycle_id, manager_id)


def approval_card(review_id: int, manager_id: int) -> CardKey:
    """One person's card in that thread; a former manager's says who has the review now."""
    return CardKey.of(Card.APPROVAL, review_id, manager_id)


def second_looks_card(cycle_id: int, looker_id: int) -> CardKey:
    """The parent of the thread of whoever looks again: "2026Q4: 3 of 8 people wait for you"."""
    return CardKey.of(Card.SECOND_LOOKS, cycle_id, looker_id)


def second_look_card(cycle_id: int, looker_id: int, manager_id: int) -> CardKey:
    """What a manager gave, in that thread: one card a manager."""
    return CardKey.of(Card.SECOND_LOOK, cycle_id, looker_id, manager_id)


def contribution_card(review_id: int, person_id: int) -> CardKey:
    """What a former manager is asked for, once the review is another's, and what they wrote."""
    return CardKey.of(Card.CONTRIBUTION, review_id, person_id)


def question_card(review_id: int, number: int) -> CardKey:
    """What the manager asked for with the step `number`, under the employee's card."""
    return CardKey.of(Card.QUESTION, review_id, number)


def take_back_card(review_id: int, number: int) -> CardKey:
    """That its employee wants their self-score back, in their manager's thread."""
    return CardKey.of(Card.TAKE_BACK, review_id, number)


def talk_card(talk_id: int, holder_id: int) -> CardKey:
    """The talk about a result, before whoever holds it, in their manager's thread."""
    return CardKey.of(Card.TALK, talk_id, holder_id)


def my_talk_card(talk_id: int) -> CardKey:
    """The same before whom it is about, under the card of their review."""
    return CardKey.of(Card.MY_TALK, talk_id)


def appeal_card(talk_id: int, judge_id: int) -> CardKey:
    """An appeal against a result, before whoever decides."""
    return CardKey.of(Card.APPEAL, talk_id, judge_id)


def recognition_card(recognition_id: int, asking: int) -> CardKey:
    """Which words their manager would post, before whoever they are about: a card a wording."""
    return CardKey.of(Card.RECOGNITION, recognition_id, asking)


def recognition_post(recognition_id: int) -> CardKey:
    """The same words in the channel, once their person has said yes."""
    return CardKey.of(Card.RECOGNITION_POST, recognition_id)


def delegation_card(delegation_id: int, reader_id: int) -> CardKey:
    """Who decides on whose reviews, before a manager on leave and before whoever is in their place."""
    return CardKey.of(Card.DELEGATION, delegation_id, reader_id)


def input_card(request_id: int, giver_id: int) -> CardKey:
    """A request for input before one of those who were asked."""
    return CardKey.of(Card.INPUT, request_id, giver_id)
