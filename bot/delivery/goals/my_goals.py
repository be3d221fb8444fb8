"""What the employee hears of their goals: one card, posted once and brought up to date; the team's parent."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.goals.cards import my_goals_card
from bot.domain.goals.facts import GoalsFacts
from bot.domain.goals.notices import GoalsOpened, GoalsWithdrawn
from bot.services.goals.my_goals import goals_facts, team_goals
from messages.goals import my_goals_card as words_of_it
from messages.goals.goals_thread import goals_thread
from messages.reviews.withdrawn_card import withdrawn_note


def draw_my_goals(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Before its hour the card is not posted; once something was sent, others reply under it."""
    facts = goals_facts(at.unit, key.numbers[0], policy=at.policy)
    return _card(at, facts, only_update=facts.standing is None)


def draw_team(at: Snapshot, key: CardKey) -> Outgoing | None:
    """The parent of the manager's thread; one who has nobody in this period gets none."""
    progress = team_goals(at.unit, *key.numbers)
    return Outgoing(
        message=goals_thread(at.words_for(progress.manager), progress),
        person=progress.manager,
        card=key,
        only_update=not progress.people,
    )


def on_opened(at: Snapshot, notice: GoalsOpened) -> Outgoing | None:
    """Nothing where the cycle was withdrawn before this was sent."""
    facts = goals_facts(at.unit, notice.goals_id, policy=at.policy)
    return _card(at, facts) if facts.withdrawn is None else None


def on_withdrawn(at: Snapshot, notice: GoalsWithdrawn) -> Outgoing | None:
    """A word under the card, for a changed card is not announced by Slack; nothing where none stands."""
    facts = goals_facts(at.unit, notice.goals_id, policy=at.policy)
    under = at.where_it_stands(my_goals_card(notice.goals_id))
    if not facts.employee.is_active or facts.withdrawn is None or under is None:
        return None
    return Outgoing(
        message=withdrawn_note(at.words_for(facts.employee), facts.cycle.name, facts.withdrawn),
        person=facts.employee,
        under=under,
    )


def _card(at: Snapshot, facts: GoalsFacts, *, only_update: bool = False) -> Outgoing | None:
    if not facts.employee.is_active:
        return None
    return Outgoing(
        message=words_of_it.my_goals_card(at.words_for(facts.employee), facts),
        person=facts.employee,
        card=my_goals_card(facts.goals.id),
        only_update=only_update,
    )


DRAWS: Draws = {Card.MY_GOALS: draw_my_goals, Card.GOALS_TEAM: draw_team}
ROUTES: Routes = {GoalsOpened: on_opened, GoalsWithdrawn: on_withdrawn}
