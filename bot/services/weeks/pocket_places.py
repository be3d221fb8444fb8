"""Under what somebody can keep a case now."""

from collections.abc import Iterator

from bot.domain.people import Person
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.scheme import Scheme
from bot.domain.weeks.kept_under import Kind, Place
from bot.domain.weeks.pocket_places import every_choice, places
from bot.services.goals.posts import post_held_by
from bot.services.reviews.open_cycle import DEFAULT_SCHEME
from bot.services.reviews.schemes import find_scheme
from storage.unit import Unit


def places_of(unit: Unit, person: Person, *, also: Place | None = None) -> tuple[Place, ...]:
    """What their goals, then their review, are scored on, then their own headings.

    Whoever has neither is offered their sheet and what the default scheme scores. `also`: one that is
    offered whatever became of it.
    """
    own = [group.place for group in unit.pocket.groups(person.id) if group.place.kind is Kind.OWN]
    scored = [place for scheme, basis in _scored(unit, person) for place in places(scheme, basis)]
    return every_choice(() if also is None else (also,), scored, own)


def _scored(unit: Unit, person: Person) -> Iterator[tuple[Scheme, Basis]]:
    goals = unit.goals.latest_of(person.id)
    if goals is not None:
        scheme = unit.cycles.facts(goals.cycle_id).scheme
        standing = goals.sheet_id or goals.agreed_sheet_id
        kpis = unit.sheets.version(standing).kpis if standing else ()
        yield scheme, _to_be_scored(unit, person, scheme, kpis)
    under_way = _under_way(unit, person)
    if under_way is not None:
        yield under_way
    elif goals is None:
        sheet = unit.sheets.last_agreed(person.id)
        scheme = find_scheme(unit, DEFAULT_SCHEME)
        yield scheme, _to_be_scored(unit, person, scheme, sheet.kpis if sheet else ())


def _under_way(unit: Unit, person: Person) -> tuple[Scheme, Basis] | None:
    """What they are scored on now; in a year nothing is."""
    review = unit.overview.review_of_period(person.id)
    if review is None or review.stage.decided:
        return None
    kept = unit.reviews.look(review.review_id)
    scheme = unit.cycles.facts(kept.cycle_id).scheme
    return scheme, unit.reviews.basis(kept, scheme)


def _to_be_scored(unit: Unit, person: Person, scheme: Scheme, kpis: tuple[Kpi, ...]) -> Basis:
    """What a review would go by if it were opened now."""
    sheet = unit.cycles.team_sheets().get(person.department) if Whose.TEAM in scheme.sheets else None
    if sheet is not None:
        kpis = (*kpis, *unit.reviews.sheet(sheet[0], Whose.TEAM))
    post = post_held_by(unit, person) if scheme.asks_post else None
    return Basis(kpis=kpis, requirements=tuple(post.abilities) if post else ())
