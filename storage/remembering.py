"""A session that asks nothing twice: for many things read together that share half of what they need."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FrozenResult, Select, bindparam

from storage.direct import DirectSession

Values = Mapping[str, Any]


class RememberingSession(DirectSession):
    """For reading only. A statement that was put together once and comes with the same values is answered as
    before; what changed meanwhile is not seen, as it is not in any one reading.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._answers: dict[tuple[int, frozenset[tuple[str, Any]]], tuple[Any, Any]] = {}

    def execute(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """As a session does."""
        try:
            asked = _asked(statement, params or {})
            hash(asked)
        except (TypeError, AttributeError):
            return super().execute(statement, params, **options)
        if asked not in self._answers:
            # With the statement itself, so that its id is nobody else's meanwhile.
            self._answers[asked] = (statement, super().execute(statement, params, **options).freeze())
        return self._answers[asked][1]()

    def answer_ahead(
        self,
        one: Any,
        asked: Collection[Values],
        *,
        many: tuple[Any, Values],
        of: Callable[[Any], Values],
    ) -> Sequence[Any]:
        """Ask `many`, and from then on answer `one` out of that for each of the values that it is `asked`
        with. `of`: to which of these a row is an answer. Returns all rows.
        """
        found: FrozenResult[Any] = super().execute(*many).freeze()
        rows: dict[tuple[int, frozenset[tuple[str, Any]]], list[Any]] = defaultdict(list)
        for row in found.data:
            rows[_asked(one, of(row))].append(row)
        for values in asked:
            key = _asked(one, values)
            self._answers[key] = (one, found.with_new_rows(rows.get(key, [])))
        return found.data


class OfEach:
    """A statement about one thing, and the same about many: `column` says which, the parameter `name` one."""

    def __init__(self, statement: Select[Any], column: ColumnElement[Any], name: str) -> None:
        self.one = statement.where(column == bindparam(name))
        self._many = statement.where(column.in_(bindparam("each", expanding=True)))
        self._at = next(at for at, each in enumerate(statement.selected_columns) if each is column)
        self._name = name

    def ahead(self, session: RememberingSession, ids: Iterable[Any]) -> Sequence[Any]:
        """Read in one statement what is asked of each of these after; returns all rows."""
        wanted = sorted(set(ids))
        if not wanted:
            return ()
        return session.answer_ahead(
            self.one,
            [{self._name: each} for each in wanted],
            many=(self._many, {"each": wanted}),
            of=lambda row: {self._name: row[self._at]},
        )


def _asked(statement: Any, values: Values) -> tuple[int, frozenset[tuple[str, Any]]]:
    return id(statement), frozenset(values.items())
