"""The migrations lead to exactly what the models say."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import IntegrityError

from bot.domain.drafts import Form
from bot.domain.history import NOTHING_MORE, Changed, Facts
from bot.domain.intake.way import Event, State
from bot.domain.notices import CardStale, Sending, restore
from bot.domain.obligations import Kind
from bot.domain.people import Role
from bot.domain.reviews.fingerprint import agrees
from bot.domain.reviews.notices import MoreAsked, ReviewOpened, ReviewWithdrawn
from bot.domain.reviews.scheme import dump_scheme
from bot.domain.reviews.way import Event as ReviewEvent
from bot.domain.reviews.way import State as ReviewState
from bot.domain.weeks.pocket_files import Keeping
from bot.services.obligations import rebuild
from bot.services.record.seal import seal_what_waits
from bot.services.record.verify import verify_record
from storage import migrations
from storage.engine import WRITES, open_engine
from storage.migrations import revisions, upgrade
from storage.models import Base
from storage.models.delivery import OutboxRow
from storage.models.reviews import KpiSheetRow, ScoreRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.shipped import load_scheme

FORMS_OF_OLD = ("self_score", "adjust", "ask", "website_issue", "triage", "my_request")
"""Those whose drafts an earlier version kept in its own way."""

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
A_CASE_WITH_A_FILE = (
    "INSERT INTO pocket_cases"
    " (id, owner_id, kind, key, called, text, names, is_cut, note, happened_on, kept_at) VALUES"
    """ (1, 1, 'own', 'mentoring', '{"name": {"en": "Mentoring"}, "words": {}}', 'Thanks', '{}', FALSE,"""
    " '', '2026-11-20', '2026-11-20 06:02:00')",
    "INSERT INTO pocket_files (case_id, position, slack_id, name, mimetype, size, permalink)"
    " VALUES (1, 0, 'F1', 'plan.pdf', 'application/pdf', 4, '')",
)

A_SCORE = (
    "INSERT INTO review_history (id, review_id, number, event, from_state, to_state, at)"
    " SELECT 900, id, 900, 'submit', 'open', 'self_scored', '2026-11-20 06:02:00' FROM reviews WHERE id = 1",
    "INSERT INTO scores (review_id, history_id, side, section, item, score, actual)"
    " VALUES (1, 900, 'employee', 'kpi', 'k1', 375, '4 %')",
)
"""As it was kept before what people wrote was sealed."""


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def test_the_migrated_database_and_the_models_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_notices_that_nobody_words_any_more_are_not_sent(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'older.db'}")
    upgrade(engine, "0001")
    columns = "key, kind, lane, payload, status, created_at, due_at, retry_at, attempts, attempted"
    with engine.begin() as connection:
        for key, kind, status in (
            ("a", "NoticeParked", "pending"),
            ("b", "NoticeParked", "sent"),
            ("c", "Greeted", "pending"),
        ):
            values = f"'{key}', '{kind}', 'person:1', '{{}}', '{status}', {', '.join(['0'] * 5)}"
            connection.execute(text(f"INSERT INTO outbox ({columns}) VALUES ({values})"))

    upgrade(engine)

    with engine.connect() as connection:
        assert list(connection.scalars(text("SELECT key FROM outbox ORDER BY key"))) == ["b", "c"]
    engine.dispose()


def test_each_revision_follows_the_one_whose_file_stands_before_it() -> None:
    chain = ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()

    assert [each.revision for each in chain] == list(reversed(revisions()))


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    before = inspect(engine).get_table_names()

    upgrade(engine)

    assert inspect(engine).get_table_names() == before
    assert "alembic_version" in before


def test_addresses_that_were_stored_with_something_invisible_are_mended(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(engine, "0001")
    stored = ["Zhao@example.com\u200b", "li@example.com", "\ufeffli@example.com", "ｗｕ@example.com"]
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO branches VALUES (1, 'Hangzhou', 'CN', 'Asia/Shanghai')"))
        connection.execute(text("INSERT INTO departments VALUES (1, 'Marketing', 0)"))
        columns = {column["name"]: column for column in inspect(connection).get_columns("people")}
        needed = {name: 1 for name, column in columns.items() if not column["nullable"] and name != "id"}
        for email in stored:
            values = needed | {"email": email, "roles": "[]", "grade": "staff"}
            names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO people ({names}) VALUES ({places})"), values)

    upgrade(engine)

    with engine.connect() as connection:
        emails = connection.execute(text("SELECT email FROM people ORDER BY id")).scalars().all()
    engine.dispose()
    assert emails == ["zhao@example.com", "li@example.com", "\ufeffli@example.com", "wu@example.com"]


def test_a_database_with_reviews_in_it_is_brought_up_to_date(engine: Engine) -> None:
    Base.metadata.drop_all(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    upgrade(engine, "0001")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for statement in AN_OPEN_CYCLE:
            connection.execute(text(statement))
    upgrade(engine, "0059")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for statement in A_SCORE:
            connection.execute(text(statement))

    upgrade(engine)

    with engine.connect() as connection:
        assert connection.execute(select(ScoreRow.score, ScoreRow.actual)).all() == [(Decimal("3.75"), "4 %")]
        assert connection.execute(text("SELECT name, withdrawn_at FROM cycles")).all() == [("2026Q4", None)]
        assert connection.execute(text("SELECT cycle_id FROM reviews")).scalars().all() == [1]
    with Store(engine).read() as unit:
        fixed, pinned = unit.fingerprints.of(1), unit.fingerprints.pinned(1)
        assert [agrees(pinned, each) for each in fixed] == [True]
        assert (fixed[0].at > NOON, fixed[0].by, fixed[0].reason) == (True, "", None)
        # What was there waits: the migration seals nothing, the first seal takes all of it in.
        assert (unit.record.head().number, unit.record.waiting() > 0) == (0, True)
    seal_what_waits(acting(Store(engine)))
    found = verify_record(acting(Store(engine)))
    assert (found.broken, found.waiting, found.links > 0) == (None, 0, True)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    with pytest.raises(IntegrityError), engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text("DELETE FROM cycles"))


AN_OPEN_CYCLE = (
    "INSERT INTO branches VALUES (1, 'Hangzhou', 'CN', 'Asia/Shanghai')",
    "INSERT INTO departments (id, name, is_technical) VALUES (1, 'Marketing', false)",
    """INSERT INTO people (id, email, name, post, department_id, branch_id, grade, roles, open_to_pings)
       VALUES (1, 'chen@example.com', 'Chen Jie', 'Specialist', 1, 1, 'staff', '[]', false)""",
    "INSERT INTO kpi_sheets VALUES (1, 1, 1, '2026-09-28 02:00:00')",
    """INSERT INTO cycles (id, name, scheme_key, scheme_version, scheme, starts_on, ends_on, opened_at,
                           self_score_due, self_score_closes, approval_due)
       VALUES (1, '2026Q4', 'kpi-values', 1, '{}', '2026-10-01', '2026-12-31', '2026-11-23 02:00:00',
               '2027-01-08', '2027-01-22', '2027-01-15')""",
    """INSERT INTO reviews (id, cycle_id, employee_id, manager_id, sheet_id, state, owed_since, version)
       VALUES (1, 1, 1, 1, 1, 'goals_agreed', '2026-11-23 02:00:00', 1)""",
)
"""As the first version wrote it."""


def test_roles_that_were_given_before_are_held_after(engine: Engine) -> None:
    _back_to(engine, "0001")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO departments VALUES (1, 'HR', FALSE)"))
        connection.execute(text("INSERT INTO branches VALUES (1, 'Hangzhou', 'CN', 'Asia/Shanghai')"))
        for number, roles in enumerate(('["hr", "admin"]', "[]", '["hr"]'), start=1):
            connection.execute(
                text(
                    "INSERT INTO people (id, email, name, post, department_id, branch_id, grade, roles, "
                    "open_to_pings) VALUES (:id, :email, 'N', 'P', 1, 1, 'staff', :roles, FALSE)"
                ),
                {"id": number, "email": f"p{number}@example.com", "roles": roles},
            )

    upgrade(engine)

    with Store(engine).read() as unit:
        assert [row.id for row in unit.people.holding(Role.HR)] == [1, 3]
        assert unit.people.get(1).roles == {Role.HR, Role.ADMIN}
        assert unit.people.get(2).roles == frozenset()


def _back_to(engine: Engine, revision: str) -> None:
    """An empty database as an earlier version left it."""
    Base.metadata.drop_all(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    upgrade(engine, revision)


CHEN, LIU, ZHAO, SUN, WEI, HE = range(1, 7)
"""Wei Na has the desk after Sun Li; He Jun had Chen Jie's review first, Liu Yang after that, now Zhao Min."""


def at(hour: int) -> str:
    """An hour of Monday 23 November, as it was stored."""
    return f"2026-11-23 {hour:02}:00:00.000000"


def moment(hour: int) -> datetime:
    return datetime(2026, 11, 23, hour, tzinfo=UTC)


OLD_NOTICES: dict[str, dict[str, Any]] = {
    "QuarterOpened": {"to": CHEN, "review_id": 1},
    "QuarterWithdrawn": {"to": CHEN, "review_id": 1},
    "MoreAsked": {"to": CHEN, "review_id": 1, "version": "4"},
    "QuarterCardChanged": {"to": CHEN, "review_id": 1, "version": "saved:2026-11-23T02:00:00+00:00"},
    "TeamProgressChanged": {"to": ZHAO, "cycle_id": 1, "version": "1.5"},
    "SelfScoreHandedIn": {"to": ZHAO, "review_id": 1, "version": "5"},
    "QuestionCardChanged": {"to": CHEN, "review_id": 1, "number": 4, "version": "passed-2027-01-16"},
    "NudgeChanged": {"to": CHEN, "day": "2026-11-27", "version": "replaced"},
    "RequestCardChanged": {"request_id": 214, "version": "5"},
    "MyRequestChanged": {"to": CHEN, "request_id": 214, "version": "5"},
    "Greeted": {"to": CHEN, "slot": 1},
}
"""Every kind that has another name or other fields since, and one that has not."""


@pytest.fixture
def older(engine: Engine) -> Engine:
    """As version 0009 left it: an open cycle, website requests, a draft, cards, and what waits to be sent."""
    _back_to(engine, "0009")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
        for table, rows in {
            "branches": [{"id": 1, "name": "Hangzhou", "country": "CN", "timezone": "Asia/Shanghai"}],
            "departments": [{"id": 1, "name": "Marketing", "is_technical": False}],
            "people": [
                _person(CHEN, "chen@example.com"),
                _person(LIU, "liu@example.com"),
                _person(ZHAO, "zhao@example.com"),
                _person(SUN, "sun@example.com"),
                _person(WEI, "wei@example.com"),
                _person(HE, "he@example.com"),
            ],
            "former_addresses": [{"person_id": HE, "address": "jun@example.com"}],
            "kpi_sheets": [
                {"id": person, "person_id": person, "version": 1, "agreed_at": at(1)}
                for person in (CHEN, LIU)
            ],
            "cycles": [
                {
                    "id": 1,
                    "name": "2026Q4",
                    "scheme_key": "kpi-values",
                    "scheme_version": 1,
                    "scheme": json.dumps(dump_scheme(load_scheme("kpi-values"))),
                    "starts_on": "2026-10-01",
                    "ends_on": "2026-12-31",
                    "opened_at": at(2),
                    "self_score_due": "2027-01-08",
                    "self_score_closes": "2027-01-22",
                    "approval_due": "2027-01-15",
                }
            ],
            "reviews": [_review(1, CHEN, "more_asked", since=5), _review(2, LIU, "goals_agreed", since=2)],
            "review_history": [
                _step(1, 1, "open", hour=2),
                _step(1, 2, "submit", hour=3, by=CHEN, note="All of it."),
                _step(1, 3, "hand_over", hour=4, note="Jun@example.com"),
                _step(1, 4, "ask_for_more", hour=5, by=LIU, note="liu@example.com"),
                _step(1, 5, "hand_over", hour=6, note="liu@example.com"),
                _step(2, 1, "open", hour=2),
                _step(2, 2, "hand_over", hour=4, note="nobody@example.com"),
            ],
            "requests": [
                _request(214, "accepted", owner=WEI, handed_over=6),
                _request(215, "new", owner=WEI, handed_over=6),
                _request(216, "asked", owner=WEI, handed_over=6),
                _request(217, "declined", owner=SUN),
                _request(218, "new", owner=WEI, handed_over=3),
            ],
            "request_entries": [
                _entry(214, 1, "file", "new", "new", hour=2, text=""),
                _entry(214, 2, "ask", "new", "asked", hour=3),
                _entry(214, 3, "reply", "asked", "new", hour=4),
                _entry(214, 4, "accept", "new", "accepted", hour=5, due_on="2026-11-27", text="Gladly."),
                _entry(214, 5, "reply", "accepted", "accepted", hour=7),
                _entry(215, 1, "file", "new", "new", hour=2),
                _entry(215, 2, "reply", "new", "new", hour=7),
                _entry(216, 1, "file", "new", "new", hour=2),
                _entry(216, 2, "ask", "new", "asked", hour=3),
                _entry(216, 3, "ask", "asked", "asked", hour=4),
                _entry(217, 1, "file", "new", "new", hour=2),
                _entry(217, 2, "accept", "new", "accepted", hour=3, due_on="2026-11-30"),
                _entry(217, 3, "decline", "accepted", "declined", hour=4),
                _entry(218, 1, "file", "new", "new", hour=2),
                _entry(218, 2, "ask", "new", "asked", hour=3),
                _entry(218, 3, "reply", "asked", "new", hour=4),
            ],
            "drafts": [
                {
                    "person_id": CHEN,
                    "form": form,
                    "subject": "1",
                    "data": f'{{"form": "{form}"}}',
                    "saved_at": at(3),
                }
                for form in FORMS_OF_OLD
            ],
            "cards": [
                {"key": key, "channel": "D1", "ts": key, "fingerprint": "a", "posted_at": at(3)}
                for key in ("quarter:1", "quarter:12", "team:1:3", "approval:1:3", "request:214")
            ],
            "outbox": [
                *(_waiting(kind, payload) for kind, payload in OLD_NOTICES.items()),
                _waiting("QuarterCardChanged", {"to": LIU, "review_id": 2, "version": "3"}, status="parked"),
                _waiting("MyRequestChanged", {"to": CHEN, "request_id": 215, "version": "2"}, status="sent"),
            ],
        }.items():
            for row in rows:
                names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
                connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), row)
    return engine


def _person(number: int, email: str) -> dict[str, Any]:
    placed = {"department_id": 1, "branch_id": 1, "grade": "staff", "open_to_pings": False}
    return {"id": number, "email": email, "name": email.split("@")[0], "post": "Specialist", **placed}


def _review(number: int, employee: int, state: str, *, since: int) -> dict[str, Any]:
    who = {"employee_id": employee, "manager_id": ZHAO, "sheet_id": employee}
    return {"id": number, "cycle_id": 1, **who, "state": state, "owed_since": at(since), "version": 5}


def _step(
    review: int, number: int, event: str, *, hour: int, by: int | None = None, note: str | None = None
) -> dict[str, Any]:
    states = {"from_state": "goals_agreed", "to_state": "goals_agreed"}
    what = {"review_id": review, "number": number, "event": event}
    return {**what, **states, "by_id": by, "at": at(hour), "note": note}


def _request(number: int, state: str, *, owner: int, handed_over: int | None = None) -> dict[str, Any]:
    told = dict.fromkeys(("branch", "page", "happened", "expected", "since"), "x")
    return {
        "id": number,
        "requester_id": CHEN,
        "owner_id": owner,
        "submission": f"V{number}",
        **told,
        "kind": "wrong",
        "urgency": "today",
        "state": state,
        "filed_at": at(2),
        "answer_by": at(8),
        "version": 5,
        "handed_over_at": handed_over and at(handed_over),
    }


def _entry(
    request: int,
    number: int,
    event: str,
    before: str,
    after: str,
    *,
    hour: int,
    due_on: str | None = None,
    text: str = "Words",
) -> dict[str, Any]:
    what = {"request_id": request, "number": number, "event": event, "from_state": before, "to_state": after}
    return {**what, "by_id": CHEN, "at": at(hour), "text": text, "due_on": due_on}


def _waiting(kind: str, payload: dict[str, Any], *, status: str = "pending") -> dict[str, Any]:
    lane = f"person:{payload['to']}" if "to" in payload else "channel:intake"
    when = dict.fromkeys(("created_at", "due_at", "retry_at"), at(3))
    key = ":".join([kind, *(str(value) for value in payload.values())])
    said = {"key": key, "kind": kind, "lane": lane, "payload": json.dumps(payload), "status": status}
    return {**said, **when, "attempts": 0, "attempted": False}


def test_who_had_a_review_before_is_a_fact_of_its_history(older: Engine) -> None:
    upgrade(older)

    with Store(older).read() as unit:
        kept = [(entry.number, entry.facts, entry.note) for entry in unit.reviews.history(1)]
        unknown = unit.reviews.history(2)[1]
    assert kept == [
        (1, NOTHING_MORE, None),
        (2, NOTHING_MORE, "All of it."),
        (3, Facts(manager=Changed(was=HE, now=LIU)), None),
        (4, NOTHING_MORE, "liu@example.com"),
        (5, Facts(manager=Changed(was=LIU, now=ZHAO)), None),
    ]
    assert unknown.facts == Facts(manager=Changed(was=None, now=ZHAO))
    assert unknown.note == "nobody@example.com", "what nobody can be found by is not thrown away"


def test_since_when_a_request_is_owed_and_what_was_promised_is_kept_with_it(older: Engine) -> None:
    upgrade(older)

    with Store(older).read() as unit:
        requests = {number: unit.requests.look(number) for number in range(214, 219)}
        entries = {
            (number, entry.number): (entry.note, entry.facts)
            for number in requests
            for entry in unit.requests.history(number)
        }
    assert {number: request.owed_since for number, request in requests.items()} == {
        214: moment(5),
        215: moment(6),
        216: moment(4),
        217: moment(4),
        218: moment(4),
    }
    assert {number: request.promised_for for number, request in requests.items()} == {
        214: date(2026, 11, 27),
        215: None,
        216: None,
        217: None,
        218: None,
    }
    promises = {where: facts for where, (_, facts) in entries.items() if facts != NOTHING_MORE}
    assert promises == {
        (214, 4): Facts(promised_for=date(2026, 11, 27)),
        (217, 2): Facts(promised_for=date(2026, 11, 30)),
    }
    assert [entries[214, number][0] for number in (1, 2, 4)] == ["", "Words", "Gladly."]


def test_what_people_owe_follows_from_where_everything_was(older: Engine) -> None:
    upgrade(older)
    store = Store(older)

    wrong = rebuild(acting(store, now=moment(9)))

    with store.read() as unit:
        owed = {
            (each.person_id, each.kind, each.subject_id): each.since
            for each in unit.obligations.open_rows().values()
        }
    assert owed == {
        (CHEN, Kind.MORE_ASKED, 1): moment(5),
        (LIU, Kind.SELF_SCORE, 2): moment(2),
        (WEI, Kind.REQUEST, 215): moment(6),
        (CHEN, Kind.REPLY, 216): moment(4),
        (WEI, Kind.REQUEST, 218): moment(4),
    }
    assert wrong == 5
    assert rebuild(acting(store, now=moment(9))) == 0


def test_sheets_cards_and_drafts_are_where_they_are_looked_for(older: Engine) -> None:
    upgrade(older)

    with Store(older).read() as unit:
        assert {person: sheet for person, (sheet, _) in unit.cycles.sheets().items()} == {CHEN: 1, LIU: 2}
        keys = ("my-review:1", "my-review:12", "team:1:3", "approval:1:3", "request:214")
        places = [unit.cards.get(key) for key in keys]
        assert [place and place.ts for place in places] == [
            "quarter:1", "quarter:12", "team:1:3", "approval:1:3", "request:214",
        ]  # fmt: skip
        assert unit.cards.get("quarter:1") is None
        for form in map(Form, FORMS_OF_OLD):
            draft = unit.drafts.get(CHEN, form, "1")
            assert draft is not None
            assert (draft.data, draft.saved_at) == ({"form": form.value}, moment(3))


def test_what_waits_is_sent_under_its_new_name_and_what_was_sent_keeps_its_own(older: Engine) -> None:
    with older.connect() as connection:
        lanes = connection.execute(text("SELECT id, lane FROM outbox ORDER BY id")).all()

    upgrade(older)

    with Store(older).read() as unit:
        rows = unit.session.query(OutboxRow).order_by(OutboxRow.id).all()
    assert [(row.id, row.lane) for row in rows] == lanes
    waiting = [restore(row.kind, row.payload) for row in rows if row.status is Sending.PENDING]
    assert waiting[:-1] == [
        ReviewOpened(to=CHEN, review_id=1),
        ReviewWithdrawn(to=CHEN, review_id=1),
        MoreAsked(to=CHEN, review_id=1, number=4),
        CardStale(to=CHEN, card="my-review:1", because="saved:2026-11-23T02:00:00+00:00"),
        CardStale(to=ZHAO, card="team:1:3", because="1.5"),
        CardStale(to=ZHAO, card="approval:1:3", because="5"),
        CardStale(to=CHEN, card="question:1:4", because="passed-2027-01-16"),
        CardStale(to=CHEN, card="nudge:1:2026-11-27", because="replaced"),
        CardStale(to=None, card="request:214", because="5"),
        CardStale(to=CHEN, card="my-request:214", because="5"),
    ]
    assert waiting[-1].payload() == OLD_NOTICES["Greeted"]
    for row, notice in zip(rows, waiting, strict=False):
        assert (row.key, row.lane) == (notice.key, notice.lane)
    parked, sent = rows[-2:]
    assert restore(parked.kind, parked.payload) == CardStale(to=LIU, card="my-review:2", because="3")
    assert parked.status is Sending.PARKED
    assert (sent.kind, sent.key) == ("MyRequestChanged", f"MyRequestChanged:{CHEN}:215:2")


def test_sheets_and_reviews_that_stood_before_stand_after_and_departments_can_have_sheets(
    engine: Engine,
) -> None:
    _back_to(engine, "0001")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for statement in AN_OPEN_CYCLE:
            connection.execute(text(statement))

    upgrade(engine)

    with engine.begin() as connection:
        sheets = connection.execute(text("SELECT id, person_id, department_id, version FROM kpi_sheets"))
        assert sheets.all() == [(1, 1, None, 1)]
        assert connection.execute(text("SELECT sheet_id, team_sheet_id FROM reviews")).all() == [(1, None)]
        assert connection.execute(text("SELECT * FROM schemes")).all() == []
    with Store(engine).begin() as unit:
        unit.session.add(KpiSheetRow(id=2, department_id=1, version=1, agreed_at=NOON))
    with pytest.raises(IntegrityError), Store(engine).begin() as unit:
        unit.session.add(KpiSheetRow(id=4, version=2, agreed_at=NOON))
    with pytest.raises(IntegrityError), Store(engine).begin() as unit:
        unit.session.add(KpiSheetRow(id=3, department_id=1, version=1, agreed_at=NOON))


def test_files_of_cases_from_before_say_that_only_their_names_are_kept(engine: Engine) -> None:
    _back_to(engine, "0001")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for statement in AN_OPEN_CYCLE:
            connection.execute(text(statement))
    upgrade(engine, "0024")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for statement in A_CASE_WITH_A_FILE:
            connection.execute(text(statement))

    upgrade(engine)

    with Store(engine).begin() as unit:
        (file,) = unit.pocket.get(1).files
        assert (file.name, file.keeping) == ("plan.pdf", Keeping.EARLIER)
        assert unit.pocket_files.claim(now=NOON, lease=timedelta(minutes=1), limit=10) == []


def test_what_was_done_before_anybody_was_asked_is_closed_and_can_be_reopened(engine: Engine) -> None:
    _back_to(engine, "0001")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for statement in AN_OPEN_CYCLE:
            connection.execute(text(statement))
    upgrade(engine, "0036")
    told = dict.fromkeys(("branch", "page", "happened", "expected", "since"), "x")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for number, state in ((1, "done"), (2, "answered")):
            values = {
                **told,
                "id": number,
                "requester_id": 1,
                "owner_id": 1,
                "submission": f"V{number}",
                "kind": "wrong",
                "urgency": "today",
                "state": state,
                "version": 3,
                **dict.fromkeys(("filed_at", "answer_by", "owed_since"), "2026-10-01 02:00:00+00:00"),
                "is_private": False,
            }
            names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO requests ({names}) VALUES ({places})"), values)

    upgrade(engine)

    with Store(engine).read() as unit:
        done, answered = unit.requests.look(1), unit.requests.look(2)
        history = unit.requests.history(1)
    assert (done.state, done.version, answered.state) == (State.UNCONFIRMED, 4, State.ANSWERED)
    assert done.owed_since > NOON
    assert [(each.number, each.event, each.by_id) for each in history] == [(4, Event.EXPIRE, None)]


def test_what_was_approved_before_there_was_a_second_look_is_through_and_nobody_is_asked(
    engine: Engine,
) -> None:
    _back_to(engine, "0001")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for statement in AN_OPEN_CYCLE:
            connection.execute(text(statement))
    upgrade(engine, "0042")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text("UPDATE reviews SET state = 'scored', version = 3"))
        for number, event, before, after in (
            (1, "open", "goals_agreed", "goals_agreed"),
            (2, "submit", "goals_agreed", "self_scored"),
            (3, "approve", "self_scored", "scored"),
        ):
            connection.execute(
                text(
                    "INSERT INTO review_history"
                    " (review_id, number, event, from_state, to_state, by_id, at, note, facts)"
                    " VALUES (1, :number, :event, :before, :after, 1, '2026-11-23 02:00:00', NULL, '{}')"
                ),
                {"number": number, "event": event, "before": before, "after": after},
            )

    upgrade(engine)

    store = Store(engine)
    assert rebuild(acting(store, now=NOON)) == 0
    with store.read() as unit:
        review, history = unit.reviews.look(1), unit.reviews.history(1)
        waiting = [row.kind for row in unit.outbox.waiting(until=NOON)]
        seats = unit.second_looks.of(1)
    assert (review.state, review.version) == (ReviewState.RELEASED, 5)
    assert [(each.event, each.by_id) for each in history][-2:] == [
        (ReviewEvent.SETTLE, None),
        (ReviewEvent.RELEASE, None),
    ]
    assert list(seats) == []
    assert waiting == []
