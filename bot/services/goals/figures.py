"""Whoever a KPI names enters its figure: one form for all of a period, kept as it is typed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.follows import stale
from bot.domain.goals.figure_obligations import due_on
from bot.domain.goals.figures import (
    FigureFacts,
    FiguresCard,
    FiguresForm,
    NewFigure,
    Owner,
    Place,
    Wanted,
    new_figure,
)
from bot.domain.goals.notices import FigureCorrected
from bot.domain.goals.shared_figures import asked_once, for_all_owners
from bot.domain.people import Person, Role
from bot.domain.reviews.cards import approval_card
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.review import Review
from bot.errors import Missing, Refusal
from bot.services.acting import Acting
from bot.services.goals.figures_owed import ask_for_figures, show_figures
from bot.services.reviews.find_review import found as found_review
from storage.unit import Unit


class FiguresAgain(Refusal):
    """The form is not what was read over, or something in it cannot be read: `form` stands where to go on."""

    def __init__(self, code: str, form: FiguresForm) -> None:
        super().__init__(code)
        self.form = form


def open_figures(acting: Acting, *, cycle_id: int) -> FiguresForm:
    """The form where it was left. Raises Refusal("figures.none") where nothing is wanted of this person."""
    with acting.store.read() as unit:
        return _form(unit, acting, cycle_id)


def keep_figures(
    acting: Acting, *, cycle_id: int, page: int, typed: Mapping[str, str], go_to: int
) -> tuple[FiguresForm, Mapping[Place, Refusal]]:
    """Keep what one screen holds, and go on at `go_to`; with something on it that cannot be read one stays,
    unless one goes back. Raises as `open_figures`.
    """
    with acting.store.begin() as unit:
        form = _form(unit, acting, cycle_id)
        known = {str(each.place) for each in form.wanted}
        kept = {**form.typed, **{place: text for place, text in typed.items() if place in known}}
        form = replace(form, typed=kept, page=_within(form, page))
        troubles = _troubles(form)
        go_to = form.page if troubles and go_to > page else _within(form, go_to)
        form = replace(form, page=go_to, saved_at=acting.now)
        data = {"page": form.page, "typed": dict(form.typed)}
        unit.drafts.save(acting.person.id, Form.FIGURES, str(cycle_id), data, at=acting.now)
        return form, troubles


def enter_figures(acting: Acting, *, cycle_id: int, read_at: str) -> FiguresForm:
    """Keep the figures that were read over; those that are as they were stay. Returns what holds now.

    `read_at` is `saved_at` of the form that was read, as ISO. Raises as `open_figures`, and FiguresAgain:
    figures.changed_elsewhere, figures.unreadable.
    """
    with acting.store.begin() as unit:
        form = _form(unit, acting, cycle_id)
        if (form.saved_at.isoformat() if form.saved_at else "") != read_at:
            raise FiguresAgain("figures.changed_elsewhere", replace(form, page=form.pages))
        page = next((page for page in range(1, form.pages) if _troubles(replace(form, page=page))), None)
        if page is not None:
            raise FiguresAgain("figures.unreadable", replace(form, page=page))
        keep_new(unit, acting, cycle_id, form.news())
        unit.drafts.drop(acting.person.id, Form.FIGURES, str(cycle_id))
        return _form(unit, acting, cycle_id)


def read_figure(acting: Acting, *, review_id: int, figure_id: int) -> FigureFacts:
    """One figure of a review, and the one that it corrected. Raises Refusal: deed.not_yours, card.unknown."""
    with acting.store.read() as unit:
        review = found_review(lambda: unit.reviews.look(review_id), refuse=lambda: Refusal("deed.not_yours"))
        require(Deed.READ_FIGURE, acting.by, review)
        return figure_facts(unit, review, figure_id)


def figure_facts(unit: Unit, review: Review, figure_id: int) -> FigureFacts:
    """A figure as both sides of a review are told of it; whoever shows it checks for whom. Raises Missing."""
    found = unit.figures.with_before(figure_id)
    if found is None or not unit.figures.is_about(review, cycle_id=found[1], place=found[0]):
        raise Missing
    place, _, figure, before = found
    _, cycle, employee, _ = unit.reviews.whole(review.id)
    basis = unit.figures.on(review, unit.reviews.basis(review, cycle.scheme))
    kpi = next((each for each in basis.kpis if _is_at(each, place)), None)
    if kpi is None:
        raise Missing
    return FigureFacts(
        kpi=kpi.name,
        unit=kpi.unit,
        quantity=kpi.quantity,
        period=cycle.name,
        employee=employee,
        figure=figure,
        before=before,
        is_newest=kpi.figure is not None and kpi.figure.id == figure.id,
        suggested=kpi.suggested(),
    )


def figures_card_facts(unit: Unit, cycle_id: int, person_id: int) -> FiguresCard:
    """What the card of whoever enters a period's figures shows now. Raises Missing."""
    cycle, person = unit.cycles.get(cycle_id), unit.people.get(person_id)
    return FiguresCard(
        person=person,
        cycle_id=cycle_id,
        period=cycle.name,
        wanted=wanted_of(unit, cycle_id, person),
        due_on=due_on(cycle.dates.self_score_due, person),
    )


def wanted_of(unit: Unit, cycle_id: int, person: Person) -> tuple[Wanted, ...]:
    """The figures that somebody enters: those that name them, and for HR those that name who has left."""
    return asked_once(unit.figures.wanted_of(cycle_id, person.id, of_who_left=person.has(Role.HR)))


def keep_new(unit: Unit, acting: Acting, cycle_id: int, figures: Iterable[NewFigure]) -> None:
    """Keep figures of a cycle, of a shared KPI for all whose it is; whoever scored already hears of theirs,
    and nobody is asked for them again.
    """
    given = list(figures)
    if not given:
        return
    new = list(for_all_owners(given, unit.figures.wanted(cycle_id)))
    unit.figures.add(cycle_id, new, by_id=acting.by_id, at=acting.now)
    ask_for_figures(unit, acting, cycle_id)
    if acting.by_id is not None:
        show_figures(unit, acting, cycle_id, acting.by_id)
    places = {each.place for each in new}
    scored = unit.figures.scored_already(cycle_id, places)
    held = unit.figures.held(cycle_id, of=places) if scored else {}
    for place, review in scored:
        _tell(unit, acting, review, held[place].id)


def _tell(unit: Unit, acting: Acting, review: Review, figure_id: int) -> None:
    """Both sides hear that a figure is another one than when they scored; the score stays."""
    for person in (review.employee_id, review.manager_id):
        unit.outbox.add(FigureCorrected(to=person, review_id=review.id, figure_id=figure_id), now=acting.now)
    card = (review.decider_id, approval_card(review.id, review.decider_id))
    unit.outbox.add(*stale([card], because=f"figure-{figure_id}"), now=acting.now)


def _form(unit: Unit, acting: Acting, cycle_id: int) -> FiguresForm:
    cycle = unit.cycles.get(cycle_id)
    wanted = wanted_of(unit, cycle_id, acting.person)
    if not wanted:
        raise Refusal("figures.none", name=cycle.name)
    for each in wanted:
        require(Deed.ENTER_FIGURES, acting.by, each)
    form = FiguresForm(cycle_id=cycle_id, period=cycle.name, wanted=wanted)
    kept = unit.drafts.get(acting.person.id, Form.FIGURES, str(cycle_id))
    if kept is None:
        return form
    form = replace(form, typed=kept.data["typed"], saved_at=kept.saved_at)
    return replace(form, page=_within(form, kept.data["page"]))


def _troubles(form: FiguresForm) -> dict[Place, Refusal]:
    """What on this screen cannot be read, and why."""
    found = {}
    for wanted in form.on_page(form.page):
        text = form.text(wanted)
        try:
            if text:
                new_figure(text, wanted)
        except Refusal as trouble:
            found[wanted.place] = trouble
    return found


def _within(form: FiguresForm, page: int) -> int:
    return max(1, min(page, form.pages))


def _is_at(kpi: Kpi, place: Place) -> bool:
    if place.owner is Owner.SHARED:
        return kpi.shared_id == place.owner_id
    whose = Whose.OWN if place.owner is Owner.PERSON else Whose.TEAM
    return (kpi.shared_id, kpi.whose, kpi.key) == (None, whose, place.kpi)
