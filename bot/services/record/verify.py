"""Proving that the record is whole: link after link, each with the row that it was made of."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.access import Deed, require
from bot.domain.record.chain import NOTHING_SEALED, Content, Head, Wrong, agrees, wrong_with
from bot.domain.record.verify import Broken, Given, Verified
from bot.services.acting import Acting
from storage.record.record import Kept

WINDOW = 2000
"""Links in memory at once."""


def record_head(acting: Acting) -> tuple[Head, int]:
    """The head of the record, and how many rows are not sealed yet."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        return unit.record.head(), unit.record.waiting()


def verify_record(acting: Acting, *, given: Given | None = None) -> Verified:
    """Look through all of it as it is at this moment, a window at a time. `given`: a head that has to be
    in it.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        unit.record.as_one_moment()
        walk = _Walk(given=given, went=unit.record.went())
        while walk.broken is None:
            some = unit.record.links(after=walk.head.number, most=WINDOW)
            if not some:
                break
            walk.follow(some, unit.record.contents([each.link for each in some]))
        broken = walk.broken or walk.cut_off()
        if broken is None and (found := unit.record.in_neither()) is not None:
            broken = Broken(wrong=Wrong.UNKNOWN, number=None, source=found[0], row_id=found[1])
        if broken is None and (table := unit.record.unguarded()) is not None:
            broken = Broken(wrong=Wrong.UNGUARDED, number=None, source=table, row_id=0)
        return Verified(
            links=walk.links,
            head=walk.head,
            erased=walk.erased,
            waiting=unit.record.waiting(),
            broken=broken,
        )


@dataclass
class _Walk:
    """Where one is in the chain."""

    given: Given | None
    went: Mapping[str, Sequence[tuple[int, int]]]
    head: Head = field(default=NOTHING_SEALED)
    links: int = 0
    erased: int = 0
    broken: Broken | None = None
    has_met: bool = False

    def follow(self, some: Sequence[Kept], contents: Mapping[tuple[str, int], Content]) -> None:
        for kept in some:
            link = kept.link
            wrong = wrong_with(link, after=self.head) or self._wrong_with_row(
                kept, contents.get((link.source, link.row_id))
            )
            if wrong is None and self.given is not None and self.given.number == link.number:
                wrong = None if self.given.is_head(link.head) else Wrong.TRUNCATED
            if wrong is not None:
                self.broken = Broken(wrong=wrong, number=link.number, source=link.source, row_id=link.row_id)
                return
            self.head = link.head
            self.links += 1
            self.erased += len(kept.sealed.digests) - len(kept.sealed.salts)
            self.has_met = self.has_met or (self.given is not None and self.given.is_head(link.head))

    def _wrong_with_row(self, kept: Kept, content: Content | None) -> Wrong | None:
        if content is None:
            return None if self._is_gone(kept) else Wrong.MISSING
        return None if agrees(content, kept.sealed) else Wrong.CONTENT

    def _is_gone(self, kept: Kept) -> bool:
        """Whether the record says that the row went because it was old; then nothing is left to try out."""
        spans = self.went.get(kept.link.source, ())
        place = bisect_right(spans, kept.link.row_id, key=lambda span: span[0]) - 1
        return place >= 0 and spans[place][1] >= kept.link.row_id and not kept.sealed.salts

    def cut_off(self) -> Broken | None:
        """Where the head that somebody was given never came."""
        if self.given is None or self.has_met:
            return None
        return Broken(wrong=Wrong.TRUNCATED, number=self.given.number, source="", row_id=0)
