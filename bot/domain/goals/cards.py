"""The cards of goals."""

from bot.domain.cards import Card, CardKey


def my_goals_card(goals_id: int) -> CardKey:
    """The employee's card: one for the whole period; what the manager changed stands under it."""
    return CardKey.of(Card.MY_GOALS, goals_id)


def goals_team_card(cycle_id: int, manager_id: int) -> CardKey:
    """The parent of a manager's thread: "2027Q1 goals: 3 of 8 agreed"."""
    return CardKey.of(Card.GOALS_TEAM, cycle_id, manager_id)


def job_form_card(form_id: int, number: int, reader_id: int) -> CardKey:
    """One version of a job-responsibility form before one of its two sides: to be rated, and what that came
    to; each version has a card of its own.
    """
    return CardKey.of(Card.JOB_FORM, form_id, number, reader_id)


def agreement_card(goals_id: int, sheet_id: int, reader_id: int) -> CardKey:
    """One version of a sheet before whoever is to sign it; each version has a card of its own."""
    return CardKey.of(Card.AGREEMENT, goals_id, sheet_id, reader_id)


def figures_card(cycle_id: int, person_id: int) -> CardKey:
    """Before whoever enters figures: what is wanted of them for a period."""
    return CardKey.of(Card.FIGURES, cycle_id, person_id)


def shared_kpi_card(shared_kpi_id: int, reader_id: int) -> CardKey:
    """One version of a shared KPI before everybody whom it concerns."""
    return CardKey.of(Card.SHARED_KPI, shared_kpi_id, reader_id)
