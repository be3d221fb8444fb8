"""Which Homes are open, and which of them have to be drawn anew; any number of processes may draw."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, delete, exists, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.home import Look
from storage.models.home import HomeStaleRow, HomeViewRow
from storage.models.intake import RequestRow
from storage.models.people import BranchRow, PersonRow
from storage.plain import Plain

# Put together once, and past the mapper: every use case that moves something on writes here.
_HOMES, _STALE = Plain(HomeViewRow).table, Plain(HomeStaleRow).table
_PEOPLE, _BRANCHES = Plain(PersonRow).table, Plain(BranchRow).table
_REQUESTS = Plain(RequestRow).table
_OF = _HOMES.c
_OPEN = _OF.open_until.is_not(None)
_THIS = _OF.person_id == bindparam("person")
_IS_OPEN = select(exists().where(_THIS, _OPEN))
_LOOK = select(_OF.tab, _OF.page).where(_THIS)
_CONCERNED: BindParameter[Any] = bindparam("people", expanding=True)
_THEIR_MANAGERS = select(_PEOPLE.c.manager_id).where(_PEOPLE.c.id.in_(_CONCERNED))
_THEIRS = or_(_OF.oversees, _OF.person_id.in_(_CONCERNED), _OF.person_id.in_(_THEIR_MANAGERS))
_REPORTS = select(_PEOPLE.c.id).where(_PEOPLE.c.manager_id.in_(_CONCERNED), _PEOPLE.c.left_on.is_(None))
_MARK = insert(_STALE).from_select(["person_id"], select(_OF.person_id).where(_OPEN, _THEIRS))
_MARK_BRANCH = insert(_STALE).from_select(
    ["person_id"],
    select(_OF.person_id)
    .join(_PEOPLE, _PEOPLE.c.id == _OF.person_id)
    .join(_BRANCHES, _BRANCHES.c.id == _PEOPLE.c.branch_id)
    .join(_REQUESTS, _REQUESTS.c.branch == _BRANCHES.c.name)
    .where(_OPEN, _REQUESTS.c.id == bindparam("request")),
)
_MARK_OWN = insert(_STALE).from_select(["person_id"], select(_OF.person_id).where(_OPEN, _THIS))
_MARK_ALL = insert(_STALE).from_select(["person_id"], select(_OF.person_id).where(_OPEN))
_MARKED = exists().where(_STALE.c.person_id == _OF.person_id)
_FREE = or_(_OF.leased_until.is_(None), _OF.leased_until <= bindparam("now"))
_WAITS = and_(
    _OPEN,
    _OF.open_until > bindparam("now"),
    _FREE,
    or_(_MARKED, _OF.drawn_at.is_(None), _OF.drawn_at <= bindparam("before")),
)
_ANY_DUE = select(exists().where(_WAITS))
_DUE = (
    select(_OF.person_id, _OF.fingerprint)
    .where(
        _WAITS,
        or_(_OF.drawn_at.is_(None), _OF.person_id.not_in(bindparam("drawn", expanding=True))),
        _OF.person_id.not_in(bindparam("failed", expanding=True)),
    )
    .order_by(_OF.drawn_at.is_not(None), _OF.drawn_at, _OF.person_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=_HOMES)
)
_LEASE = (
    update(_HOMES)
    .where(_OF.person_id.in_(bindparam("people", expanding=True)))
    .values(leased_until=bindparam("until"))
)
_MARKS = select(_STALE.c.id, _STALE.c.person_id).where(
    _STALE.c.person_id.in_(bindparam("people", expanding=True))
)
_DRAWN = (
    update(_HOMES)
    .where(_THIS)
    .values(leased_until=None, drawn_at=bindparam("now"), fingerprint=bindparam("shows"))
)
_LET_GO = update(_HOMES).where(_THIS).values(leased_until=None)
_KEEP = update(_HOMES).where(_THIS, _OPEN).values(open_until=bindparam("until"))
_KEEP_ALL = update(_HOMES).where(_OPEN).values(open_until=bindparam("until"))
_CLOSE = update(_HOMES).where(_OPEN, _OF.open_until <= bindparam("now")).values(open_until=None)
_SHUT = update(_HOMES).where(_THIS).values(open_until=None, leased_until=None)
_CLOSED = ~exists().where(_OF.person_id == _STALE.c.person_id, _OPEN)

MANY = 200
"""Where more people than these are concerned, every Home that is open is looked at."""


def _opening(made: Any) -> Any:
    opening = made(_HOMES).values(page=1)
    anew = {name: opening.excluded[name] for name in ("open_until", "oversees", "fingerprint", "drawn_at")}
    return opening.on_conflict_do_update(index_elements=["person_id"], set_=anew)


def _looking(made: Any) -> Any:
    looking = made(_HOMES)
    at = {name: looking.excluded[name] for name in ("tab", "page", "open_until", "oversees", "drawn_at")}
    return looking.on_conflict_do_update(index_elements=["person_id"], set_=at)


_OPENED = {"sqlite": _opening(sqlite.insert), "postgresql": _opening(postgresql.insert)}
_LOOKED = {"sqlite": _looking(sqlite.insert), "postgresql": _looking(postgresql.insert)}


@dataclass(frozen=True, kw_only=True)
class ToDraw:
    """A Home leased to one process. `marks`: why, as far as it is known by now."""

    person_id: int
    fingerprint: str | None
    marks: tuple[int, ...]


class Homes:
    """Homes as people have them open. `concern` gathers whom a transaction concerns, `mark` writes it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._concerned: set[int] = set()
        self._leading: set[int] = set()
        self._moved = False
        self._everybody = False
        self.were_marked = False

    def look(self, person_id: int) -> Look:
        """What they opened last."""
        row = self._session.execute(_LOOK, {"person": person_id}).one_or_none()
        return Look() if row is None else Look(tab=row.tab, page=row.page)

    def is_open(self, person_id: int) -> bool:
        """Whether it is kept right."""
        return self._session.scalar(_IS_OPEN, {"person": person_id}) or False

    def open(self, person_id: int, *, oversees: bool, until: datetime) -> None:
        """It is before them now: it is drawn, whatever it showed, and kept right until then."""
        opened = {"person_id": person_id, "open_until": until, "oversees": oversees}
        opened |= {"fingerprint": None, "drawn_at": None}
        self._session.execute(self._by_dialect(_OPENED), opened)
        self.were_marked = True

    def look_at(self, person_id: int, look: Look, *, oversees: bool, until: datetime) -> None:
        """They opened that of it."""
        looked = {"person_id": person_id, "open_until": until, "oversees": oversees}
        looked |= {"tab": look.tab, "page": look.page, "drawn_at": None}
        self._session.execute(self._by_dialect(_LOOKED), looked)
        self.concern_own(person_id)

    def concern(self, people: Collection[int]) -> None:
        """Something changes that stands on the Homes of these people, of their managers, and of those who
        oversee it all.
        """
        self._moved = True
        self._concerned.update(people)

    def concern_own(self, person_id: int) -> None:
        """Something changes that stands on this person's Home alone."""
        self._session.execute(_MARK_OWN, {"person": person_id})
        self.were_marked = True

    def concern_branch_of(self, request_id: int) -> None:
        """Something changes that stands on the Homes of everybody in the branch of a request."""
        self._session.execute(_MARK_BRANCH, {"request": request_id})
        self.were_marked = True

    def concern_their_team(self, people: Collection[int]) -> None:
        """The same, and of those who report to them."""
        self.concern(people)
        self._leading.update(people)

    def concern_everybody(self) -> None:
        """Something changes that may stand on anybody's Home."""
        self._moved = self._everybody = True

    def mark(self) -> None:
        """With the change itself: those of the Homes concerned that are open are to be drawn anew."""
        if not self._moved:
            return
        if self._leading and not self._everybody:
            self._concerned.update(self._session.scalars(_REPORTS, {"people": list(self._leading)}))
        if self._everybody or len(self._concerned) > MANY:
            self._session.execute(_MARK_ALL)
        else:
            self._session.execute(_MARK, {"people": list(self._concerned)})
        self.were_marked = True

    def is_any_due(self, *, now: datetime, recheck: timedelta) -> bool:
        """Whether there may be one to claim: a look that takes no locks."""
        return self._session.scalar(_ANY_DUE, {"now": now, "before": now - recheck}) or False

    def claim(
        self,
        *,
        now: datetime,
        lease: timedelta,
        recheck: timedelta,
        limit: int,
        drawn: Collection[int] = (),
        failed: Collection[int] = (),
    ) -> list[ToDraw]:
        """Lease up to `limit` open Homes that were marked, or were not looked at for `recheck`; those first
        of which their reader opens something. A lease that ran out (its process died) is up for claiming
        again. Left for later: `drawn`, if nothing is opened there, and `failed` whatever is.
        """
        asked = {"now": now, "before": now - recheck, "most": limit}
        asked |= {"drawn": list(drawn), "failed": list(failed)}
        rows = self._session.execute(_DUE, asked).all()
        if not rows:
            return []
        people = [row.person_id for row in rows]
        self._session.execute(_LEASE, {"people": people, "until": now + lease})
        marks: dict[int, list[int]] = {}
        for mark, person_id in self._session.execute(_MARKS, {"people": people}):
            marks.setdefault(person_id, []).append(mark)
        return [
            ToDraw(
                person_id=row.person_id,
                fingerprint=row.fingerprint,
                marks=tuple(marks.get(row.person_id, ())),
            )
            for row in rows
        ]

    def drawn(self, drawn: ToDraw, *, shows: str, now: datetime) -> None:
        """It shows that, as things stood after these marks; a mark that came since has it drawn again."""
        self._session.execute(_DRAWN, {"person": drawn.person_id, "now": now, "shows": shows})
        self._session.execute(delete(_STALE).where(_STALE.c.id.in_(drawn.marks)))

    def keep_open(self, person_id: int, *, until: datetime) -> None:
        """They use it."""
        self._session.execute(_KEEP, {"person": person_id, "until": until})

    def keep_all_open(self, *, until: datetime) -> None:
        """They have them before them all the same: the clock was moved."""
        self._session.execute(_KEEP_ALL, {"until": until})

    def let_go(self, person_id: int) -> None:
        """It could not be drawn this time."""
        self._session.execute(_LET_GO, {"person": person_id})

    def shut(self, person_id: int) -> None:
        """It is not before them any more, as far as Slack says."""
        self._session.execute(_SHUT, {"person": person_id})

    def close(self, *, now: datetime) -> None:
        """Those that were not used for long are not kept right any more."""
        self._session.execute(_CLOSE, {"now": now})
        self._session.execute(delete(_STALE).where(_CLOSED))

    def _by_dialect(self, statements: dict[str, Any]) -> Any:
        return statements[self._session.get_bind().dialect.name]
