"""What people have typed and not handed in."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models.delivery import DraftRow

# Put together once: that costs as much as running it.
_DROP = delete(DraftRow).where(
    DraftRow.person_id == bindparam("person_id"),
    DraftRow.form == bindparam("form"),
    DraftRow.subject == bindparam("subject"),
)
_TABLE = cast(Table, DraftRow.__table__)
_KEY = ["person_id", "form", "subject"]


def _saving(insert: Any) -> Any:
    made = insert(_TABLE)
    kept = {"data": made.excluded.data, "saved_at": made.excluded.saved_at}
    return made.on_conflict_do_update(index_elements=_KEY, set_=kept)


_SAVE = {"sqlite": _saving(sqlite.insert), "postgresql": _saving(postgresql.insert)}
_TAKE = _DROP.returning(DraftRow.data, DraftRow.saved_at).execution_options(synchronize_session=False)


class Drafts:
    """One draft per person, form and subject; saving replaces it, handing in drops it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, person_id: int, form: str, subject: str) -> DraftRow | None:
        return self._session.get(DraftRow, (person_id, form, subject))

    def save(self, person_id: int, form: str, subject: str, data: dict[str, Any], *, at: datetime) -> None:
        """Safe where two do it at once: the later one stands."""
        row = {"person_id": person_id, "form": form, "subject": subject, "data": data, "saved_at": at}
        self._session.execute(_SAVE[self._session.get_bind().dialect.name], row)

    def take(self, person_id: int, form: str, subject: str) -> tuple[dict[str, Any], datetime] | None:
        """What was kept and when, dropped in the same statement; an undone transaction keeps it."""
        key = {"person_id": person_id, "form": form, "subject": subject}
        taken = self._session.execute(_TAKE, key).one_or_none()
        return None if taken is None else (taken.data, taken.saved_at)

    def drop(self, person_id: int, form: str, subject: str) -> None:
        self._session.execute(_DROP, {"person_id": person_id, "form": form, "subject": subject})
