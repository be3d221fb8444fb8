"""What people have typed and not handed in."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.drafts import Draft, Form, Typed
from storage.models.delivery import DraftRow

# Put together once: that costs as much as running it.
_DROP = delete(DraftRow).where(
    DraftRow.person_id == bindparam("person_id"),
    DraftRow.form == bindparam("form"),
    DraftRow.subject == bindparam("subject"),
)
_TABLE = cast(Table, DraftRow.__table__)


def _saving(insert: Any) -> Any:
    made = insert(_TABLE)
    kept = {"data": made.excluded.data, "saved_at": made.excluded.saved_at}
    return made.on_conflict_do_update(index_elements=["person_id", "form", "subject"], set_=kept)


_SAVE = {"sqlite": _saving(sqlite.insert), "postgresql": _saving(postgresql.insert)}
_TAKE = _DROP.returning(DraftRow.data, DraftRow.saved_at).execution_options(synchronize_session=False)


class Drafts:
    """One draft per person, form and subject; saving replaces it, handing in drops it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, person_id: int, form: Form, subject: str) -> Draft | None:
        row = self._session.get(DraftRow, (person_id, form, subject))
        return _value(row) if row else None

    def newest(self, person_id: int, form: Form) -> Draft | None:
        """What a person typed last into this form and did not hand in, whatever its subject."""
        row = self._session.scalar(
            select(DraftRow)
            .where(DraftRow.person_id == person_id, DraftRow.form == form)
            .order_by(DraftRow.saved_at.desc())
            .limit(1)
        )
        return _value(row) if row else None

    def save(self, person_id: int, form: Form, subject: str, data: Typed, *, at: datetime) -> None:
        """Safe where two do it at once: the later one holds."""
        row = {"person_id": person_id, "form": form, "subject": subject, "data": dict(data), "saved_at": at}
        self._session.execute(_SAVE[self._session.get_bind().dialect.name], row)

    def take(self, person_id: int, form: Form, subject: str) -> Draft | None:
        """What was kept, dropped in the same statement; an undone transaction keeps it."""
        key = {"person_id": person_id, "form": form, "subject": subject}
        taken = self._session.execute(_TAKE, key).one_or_none()
        return None if taken is None else Draft(subject=subject, data=taken.data, saved_at=taken.saved_at)

    def drop(self, person_id: int, form: Form, subject: str) -> None:
        self._session.execute(_DROP, {"person_id": person_id, "form": form, "subject": subject})


def _value(row: DraftRow) -> Draft:
    return Draft(subject=row.subject, data=row.data, saved_at=row.saved_at)
