"""Files that came with a self-score: which there are, and a copy for whoever may read it."""

from bot.domain.access import Deed, require
from bot.domain.reviews.notices import UsedFileWanted
from bot.domain.reviews.used_files import UsedFile, used_files
from bot.domain.weeks.pocket_files import Keeping
from bot.errors import Missing, Refusal
from bot.services.acting import Acting
from bot.services.reviews.find_review import found
from bot.services.reviews.review_facts import review_facts
from storage.unit import Unit


def files_of(acting: Acting, *, review_id: int) -> tuple[UsedFile, ...]:
    """All of them, in no order. Raises Refusal: review.not_yours_to_see."""
    with acting.store.read() as unit:
        _require_reader(unit, acting, review_id)
        return files_in(unit, review_id)


def files_in(unit: Unit, review_id: int) -> tuple[UsedFile, ...]:
    """The same inside a transaction, for whoever checks for whom."""
    facts = review_facts(unit, review_id)
    written = {("", ""): facts.comment, **{item: each.evidence for item, each in facts.own.items()}}
    added = {item: each.files for item, each in facts.own.items()}
    return tuple(used_files(unit.pocket.used_in(review_id), written, added))


def want_used_file(acting: Acting, *, review_id: int, case_id: int, position: int, asked: str) -> None:
    """Have a copy sent to one's own messages. `asked`: an occasion on which it is sent once.

    Raises Refusal: review.not_yours_to_see, pocket.file_not_kept; card.unknown.
    """
    with acting.store.begin() as unit:
        _require_reader(unit, acting, review_id)
        used = find_used(unit, review_id, case_id, position)
        if used.file.keeping is not Keeping.KEPT:
            raise Refusal("pocket.file_not_kept")
        notice = UsedFileWanted(
            review_id=review_id, case_id=case_id, position=position, asked=asked, to=acting.person.id
        )
        unit.outbox.add(notice, now=acting.now)


def find_used(unit: Unit, review_id: int, case_id: int, position: int) -> UsedFile:
    """That file, as long as its case stands in what was handed in. Raises Missing."""
    for each in files_in(unit, review_id):
        if (each.case_id, each.position) == (case_id, position):
            return each
    raise Missing


def _require_reader(unit: Unit, acting: Acting, review_id: int) -> None:
    def refuse() -> Refusal:
        return Refusal("review.not_yours_to_see")

    review = found(lambda: unit.reviews.look(review_id), refuse=refuse)
    require(Deed.READ_SELF_SCORE, acting.by, review, refuse=refuse)
