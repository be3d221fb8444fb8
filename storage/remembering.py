"""A session that asks nothing twice: for many things read together that share half of what they need."""

from typing import Any

from storage.direct import DirectSession


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
            asked = (id(statement), frozenset((params or {}).items()))
            hash(asked)
        except (TypeError, AttributeError):
            return super().execute(statement, params, **options)
        if asked not in self._answers:
            # With the statement itself, so that its id is nobody else's meanwhile.
            self._answers[asked] = (statement, super().execute(statement, params, **options).freeze())
        return self._answers[asked][1]()
