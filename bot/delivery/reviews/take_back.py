"""A self-score that is asked back: a card in the manager's thread, and the answer to the employee."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.reviews.cards import my_review_card, take_back_card, team_card
from bot.domain.reviews.notices import BackAnswered, BackWanted
from bot.domain.reviews.take_back import Reply
from bot.services.reviews.take_back import back_asked
from messages.reviews import take_back_card as words_of_it


def draw_take_back(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Whoever had it before keeps their card, without buttons."""
    review_id, number = key.numbers
    return _card(at, review_id, number, only_update=True)


def on_wanted(at: Snapshot, notice: BackWanted) -> Outgoing | None:
    return _card(at, notice.review_id, notice.number)


def on_answered(at: Snapshot, notice: BackAnswered) -> Outgoing | None:
    """Nothing where something else was decided."""
    wish = back_asked(at.unit, notice.review_id, notice.number)
    if not wish.employee.is_active or wish.reply not in (Reply.GIVEN, Reply.KEPT):
        return None
    return Outgoing(
        message=words_of_it.take_back_answer(at.words_for(wish.employee), wish),
        person=wish.employee,
        under=at.where_it_stands(my_review_card(notice.review_id)),
    )


def _card(at: Snapshot, review_id: int, number: int, *, only_update: bool = False) -> Outgoing | None:
    wish = back_asked(at.unit, review_id, number)
    cycle_id = at.unit.reviews.look(review_id).cycle_id
    return Outgoing(
        message=words_of_it.take_back_card(at.words_for(wish.manager), wish),
        person=wish.manager,
        card=take_back_card(review_id, number),
        under=at.where_it_stands(team_card(cycle_id, wish.manager.id)),
        only_update=only_update,
    )


DRAWS: Draws = {Card.TAKE_BACK: draw_take_back}
ROUTES: Routes = {BackWanted: on_wanted, BackAnswered: on_answered}
