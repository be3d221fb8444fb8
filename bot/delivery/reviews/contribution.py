"""What a former manager is asked for, once somebody's review is another's."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.reviews.cards import contribution_card, team_card
from bot.domain.reviews.notices import ContributionWanted
from bot.services.reviews.contribution import contribution_facts
from messages.reviews import contribution_card as words_of_it


def draw_contribution(at: Snapshot, key: CardKey) -> Outgoing | None:
    review_id, person_id = key.numbers
    return _card(at, review_id, person_id, only_update=True)


def on_wanted(at: Snapshot, notice: ContributionWanted) -> Outgoing | None:
    """Nothing where they had nobody for a day of the period, or where it is theirs again or scored."""
    return _card(at, notice.review_id, notice.to)


def _card(at: Snapshot, review_id: int, person_id: int, *, only_update: bool = False) -> Outgoing | None:
    reader = at.person(person_id)
    facts = contribution_facts(at.unit, review_id, person_id)
    if not reader.is_active or not (only_update or (facts.may_write and facts.days)):
        return None
    return Outgoing(
        message=words_of_it.contribution_card(at.words_for(reader), facts),
        person=reader,
        card=contribution_card(review_id, person_id),
        under=at.where_it_stands(team_card(facts.cycle_id, person_id)),
        only_update=only_update,
    )


DRAWS: Draws = {Card.CONTRIBUTION: draw_contribution}
ROUTES: Routes = {ContributionWanted: on_wanted}
