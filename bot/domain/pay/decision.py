"""A proposal that came back with HR's decisions: what they are, or all that is wrong, by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from bot.domain.organisation import Problem
from bot.domain.pay.places import PayPlace, standing
from bot.domain.pay.proposal import Proposal, Proposed, mark_of
from bot.domain.text import key, plain, typed_text

LONGEST_REASON = 1000
MARK, DECIDED, REASON = "ref", "decided", "reason"
KEYS = (
    MARK,
    "proposal",
    "person",
    "email",
    "department",
    "post",
    "manager",
    "grade",
    "step",
    "score",
    "proposed",
    "new_step",
    "why",
    DECIDED,
    REASON,
)
"""The columns of the file, by the names in its hidden first row."""
_FIXED = ("proposal", "person", "email", "grade", "step", "score", "proposed", "new_step")


@dataclass(frozen=True, kw_only=True)
class DecisionEntry:
    """One row as it came back: its cells by column; `line` is where it stands."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What HR decided for one person. `place`: where they stood before; `differs`: from what was proposed."""

    row_id: int
    person_id: int
    place: PayPlace
    change: int
    reason: str
    differs: bool

    @property
    def step(self) -> int:
        return self.place.step + self.change


@dataclass(frozen=True, kw_only=True)
class DecidedFile:
    """What a file comes to. `left`: of how many people nothing is decided."""

    decided: tuple[Decided, ...]
    left: int
    problems: tuple[tuple[int, Problem], ...] = ()


@dataclass
class Decisions:
    """Reads what came back against what was proposed. `now`: by person, what would be proposed at present.
    `held`: everybody's places, of which the one on `from_day` must be that of the proposal.
    """

    proposal: Proposal
    now: Mapping[int, Proposed]
    held: Mapping[int, Sequence[PayPlace]]
    from_day: date
    _problems: list[tuple[int, Problem]] = field(default_factory=list)

    def read(self, entries: Sequence[DecisionEntry]) -> DecidedFile:
        """What the entries come to, or all that is wrong with them."""
        rows = {mark_of(self.proposal.number, each): each for each in self.proposal.rows}
        seen: set[str] = set()
        decided: list[Decided] = []
        for entry in entries:
            mark = plain(entry.cells.get(MARK, ""))
            row = rows.get(mark)
            if row is None:
                self._wrong(entry.line, "row_added")
            elif mark in seen:
                self._wrong(entry.line, "row_twice", name=row.name)
            else:
                seen.add(mark)
                decided += self._decided(entry, row)
        last = max((each.line for each in entries), default=1)
        for mark, row in rows.items():
            if mark not in seen:
                self._wrong(last, "row_dropped", name=row.name)
        listed = {each.person_id for each in self.proposal.rows}
        for person_id, new in self.now.items():
            if person_id not in listed and new.change is not None:
                self._wrong(last, "person_new", name=new.name)
        return DecidedFile(
            decided=tuple(decided),
            left=len(self.proposal.rows) - len(decided),
            problems=tuple(sorted(self._problems, key=lambda placed: placed[0])),
        )

    def _decided(self, entry: DecisionEntry, row: Proposed) -> Iterator[Decided]:
        """Nothing where nothing is decided, or something is wrong; whoever left stays as they are."""
        before = len(self._problems)
        for column in _FIXED:
            was, now = shown(self.proposal.number, row)[column], entry.cells.get(column, "")
            if not _same(was, now):
                self._wrong(entry.line, "cell_changed", name=row.name, column=column)
        present, is_written = self.now.get(row.person_id), DECIDED in entry.cells
        if present is None and is_written:
            self._wrong(entry.line, "gone", name=row.name)
        elif present is not None and present.basis != row.basis and (is_written or _is_any(row, present)):
            self._wrong(entry.line, "outdated", name=row.name)
        change, reason = self._change(entry, row), typed_text(entry.cells.get(REASON, "")).strip()
        if len(reason) > LONGEST_REASON:
            self._wrong(entry.line, "long_reason", limit=LONGEST_REASON)
        if change is not None and change != row.change and not reason:
            self._wrong(entry.line, "reason_missing", name=row.name)
        if present is None or change is None or row.place is None or len(self._problems) > before:
            return
        there = standing(self.held.get(row.person_id, ()), self.from_day, without=self.proposal.cycle_id)
        if there is None or there.id != row.place.id:
            self._wrong(entry.line, "moved", name=row.name, day=str(self.from_day))
            return
        yield Decided(
            row_id=row.id,
            person_id=row.person_id,
            place=row.place,
            change=change,
            reason=reason,
            differs=change != row.change,
        )

    def _change(self, entry: DecisionEntry, row: Proposed) -> int | None:
        """What HR wrote; where they wrote nothing, what was proposed."""
        written = entry.cells.get(DECIDED, "")
        if not written:
            return row.change
        number = _number(written)
        if number is None or number != int(number):
            self._wrong(entry.line, "change_unknown", name=row.name, value=written)
        elif row.place is None:
            self._wrong(entry.line, "no_place_to_move", name=row.name)
        elif not 1 <= row.place.step + number <= row.place.steps:
            self._wrong(entry.line, "out_of_grade", name=row.name, steps=row.place.steps)
        else:
            return int(number)
        return None

    def _wrong(self, line: int, code: str, **facts: object) -> None:
        self._problems.append((line, Problem(code=code, at=(line,), facts=facts)))


def shown(number: int, row: Proposed) -> Mapping[str, str | int | Decimal | None]:
    """What stands in the cells that are not HR's, but for words; numbers as numbers."""
    return {
        MARK: mark_of(number, row),
        "proposal": number,
        "person": row.name,
        "email": row.email,
        "department": row.department,
        "post": row.post,
        "manager": row.manager,
        "grade": row.place.grade if row.place else None,
        "step": row.place.step if row.place else None,
        "score": row.score,
        "proposed": row.change,
        "new_step": row.new_step,
    }


def _is_any(*rows: Proposed) -> bool:
    """Whether anything is proposed in one of these."""
    return any(each.change is not None for each in rows)


def _same(was: str | int | Decimal | None, now: str) -> bool:
    if was is None or now == "":
        return was is None and now == ""
    return _bare(was) == _bare(now) if isinstance(was, str) else _number(now) == was


def _bare(text: str) -> str:
    """Without what a spreadsheet or its reader puts around, or takes from, text that looks like a formula."""
    return key(text).lstrip("'=").strip('"')


def _number(written: str) -> Decimal | None:
    said = plain(written).replace("−", "-").replace(",", ".").lstrip("'").removeprefix("+")
    try:
        number = Decimal(said)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 1000 else None
