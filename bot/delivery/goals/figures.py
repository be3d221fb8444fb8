"""What whoever enters figures is told: one card a period; and both sides, once a figure is another one."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.goals.cards import figures_card
from bot.domain.goals.notices import FigureCorrected, FiguresWanted
from bot.domain.reviews.cards import my_review_card, team_card
from bot.services.goals.figures import figure_facts, figures_card_facts
from messages.goals import figures_card as words_of_it
from messages.goals.figure_note import figure_note


def draw_figures(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Before its hour the card is not posted."""
    return _card(at, *key.numbers, only_update=True)


def on_wanted(at: Snapshot, notice: FiguresWanted) -> Outgoing | None:
    """Nothing where all of them came in the meantime, or none is wanted any more."""
    return _card(at, notice.cycle_id, notice.to, only_update=False)


def on_corrected(at: Snapshot, notice: FigureCorrected) -> Outgoing | None:
    """Under the card of the review, to each side."""
    review = at.unit.reviews.look(notice.review_id)
    reader = at.person(notice.to)
    if not reader.is_active or not review.stage.counts or not review.is_here:
        return None
    is_employees = reader.id == review.employee_id
    thread = my_review_card(review.id) if is_employees else team_card(review.cycle_id, reader.id)
    return Outgoing(
        message=figure_note(
            at.words_for(reader),
            figure_facts(at.unit, review, notice.figure_id),
            value=f"{review.id}:{notice.figure_id}",
            is_employees=is_employees,
        ),
        person=reader,
        under=at.where_it_stands(thread),
    )


def _card(at: Snapshot, cycle_id: int, person_id: int, *, only_update: bool) -> Outgoing | None:
    facts = figures_card_facts(at.unit, cycle_id, person_id)
    if not facts.person.is_active or not (only_update or facts.missing):
        return None
    return Outgoing(
        message=words_of_it.figures_card(at.words_for(facts.person), facts),
        person=facts.person,
        card=figures_card(cycle_id, person_id),
        only_update=only_update,
    )


DRAWS: Draws = {Card.FIGURES: draw_figures}
ROUTES: Routes = {FiguresWanted: on_wanted, FigureCorrected: on_corrected}
