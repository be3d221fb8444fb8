"""What people have typed and not handed in."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.drafts import Draft, Form, Typed
from storage.models.delivery import DraftRow
from storage.remembering import RememberingSession

# Put together once, and past the mapper: either costs as much as running them.
_TABLE = cast(Table, DraftRow.__table__)
_OF = _TABLE.c
_THIS = (
    bindparam("person_id") == _OF.person_id,
    bindparam("form") == _OF.form,
    bindparam("subject") == _OF.subject,
)
_KEPT = (_OF.subject, _OF.data, _OF.saved_at)
_GET = select(*_KEPT).where(*_THIS)
# Of many people, each with the subjects that they have.
_GET_MANY = select(*_KEPT, _OF.person_id).where(
    bindparam("form") == _OF.form,
    _OF.person_id.in_(bindparam("people", expanding=True)),
    _OF.subject.in_(bindparam("subjects", expanding=True)),
)
_NEWEST = select(*_KEPT).where(*_THIS[:2]).order_by(_OF.saved_at.desc()).limit(1)
_DROP = delete(_TABLE).where(*_THIS)
_TAKE = _DROP.returning(*_KEPT)


def _saving(insert: Any) -> Any:
    made = insert(_TABLE)
    kept = {"data": made.excluded.data, "saved_at": made.excluded.saved_at}
    return made.on_conflict_do_update(
        index_elements=["person_id", "form", "subject"],
        set_=kept,
        where=_OF.saved_at <= made.excluded.saved_at,
    )


_SAVE = {"sqlite": _saving(sqlite.insert), "postgresql": _saving(postgresql.insert)}


class Drafts:
    """One draft per person, form and subject; saving replaces it, handing in drops it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, person_id: int, form: Form, subject: str) -> Draft | None:
        return self._one(_GET, person_id=person_id, form=form, subject=subject)

    def ahead(self, form: Form, of: Collection[tuple[int, str]]) -> None:
        """Read at once what is asked after of each of these people, with the subject that they have."""
        if isinstance(self._session, RememberingSession) and of:
            people, subjects = {person_id for person_id, _ in of}, {subject for _, subject in of}
            self._session.answer_ahead(
                _GET,
                [{"person_id": person_id, "form": form, "subject": subject} for person_id, subject in of],
                many=(_GET_MANY, {"form": form, "people": sorted(people), "subjects": sorted(subjects)}),
                of=lambda row: {"person_id": row.person_id, "form": form, "subject": row.subject},
            )

    def newest(self, person_id: int, form: Form) -> Draft | None:
        """What a person typed last into this form and did not hand in, whatever its subject."""
        return self._one(_NEWEST, person_id=person_id, form=form)

    def save(self, person_id: int, form: Form, subject: str, data: Typed, *, at: datetime) -> None:
        """Safe where two do it at once: what was typed later holds, whichever comes first."""
        row = {"person_id": person_id, "form": form, "subject": subject, "data": dict(data), "saved_at": at}
        self._session.execute(_SAVE[self._session.get_bind().dialect.name], row)

    def take(self, person_id: int, form: Form, subject: str) -> Draft | None:
        """What was kept, dropped in the same statement; an undone transaction keeps it."""
        return self._one(_TAKE, person_id=person_id, form=form, subject=subject)

    def drop(self, person_id: int, form: Form, subject: str) -> None:
        self._session.execute(_DROP, {"person_id": person_id, "form": form, "subject": subject})

    def drop_older(self, form: Form, *, before: datetime) -> None:
        """Whoever's it is: of a form whose words are not to stay."""
        self._session.execute(delete(_TABLE).where(_OF.form == form, _OF.saved_at < before))

    def _one(self, statement: Any, **asked: Any) -> Draft | None:
        row = self._session.execute(statement, asked).one_or_none()
        return None if row is None else Draft(subject=row.subject, data=row.data, saved_at=row.saved_at)
