"""Of a KPI that several share there is one figure: asked for once, and held for all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.goals.figures import NewFigure, Wanted


def asked_once(wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Each KPI that is shared stands there once, with the names of all whose it is."""
    copies: dict[object, list[Wanted]] = {}
    for each in wanted:
        copies.setdefault(each.place if each.shared_id is None else each.shared_id, []).append(each)
    return tuple(
        replace(first, whose=" + ".join(dict.fromkeys(each.whose for each in (first, *others))))
        for first, *others in copies.values()
    )


def for_all_owners(figures: Sequence[NewFigure], wanted: Sequence[Wanted]) -> Iterator[NewFigure]:
    """These figures, and of what is shared the same for all others whose it is, but for those that are named
    themselves.
    """
    named = {each.place for each in figures}
    shared = {each.place: each.shared_id for each in wanted if each.shared_id is not None}
    copies: dict[int | None, list[Wanted]] = {}
    for each in wanted:
        if each.shared_id is not None:
            copies.setdefault(each.shared_id, []).append(each)
    for figure in figures:
        yield figure
        for other in copies.get(shared.get(figure.place), ()):
            if other.place not in named:
                named.add(other.place)
                yield replace(figure, place=other.place, corrects_id=other.held.id if other.held else None)
