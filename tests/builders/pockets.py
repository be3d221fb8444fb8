"""What stands in somebody's pocket: as values for cards and rules, and as rows for use cases."""

from datetime import UTC, date, datetime
from typing import Any

from bot.domain.people import Person
from bot.domain.weeks.kept_under import Kind, Place
from bot.domain.weeks.pocket import Case, Heard, KeptFile, Said
from bot.domain.weeks.pocket_message import heard_in
from bot.services.weeks.pocket import keep_message, open_keeping, write_case
from storage.unit import Store
from tests.builders.acting import MONDAY, acting

TEAMWORK_3 = Place(
    kind=Kind.VALUE,
    key="teamwork",
    rung=3,
    name={"en": "Teamwork", "zh_Hans": "团队合作", "zh_Hant": "團隊合作"},
    words={"en": "Shares knowledge unasked", "zh_Hans": "主动分享", "zh_Hant": "主動分享"},
)
CONVERSION = Place(kind=Kind.KPI, key="conversion", name={"en": "Shop-wide conversion"})
MENTORING = Place(kind=Kind.OWN, key="mentoring", name={"en": "Mentoring"})
SAID_AT = datetime(2026, 11, 20, 6, 2, tzinfo=UTC)
"""Friday 20 November 2026, 14:02 in Hangzhou."""
TS = f"{SAID_AT.timestamp():.6f}"


def said(**rest: Any) -> Said:
    """By Wu Min, in #general."""
    values: dict[str, Any] = {
        "channel": "C0GENERAL",
        "channel_name": "general",
        "ts": TS,
        "thread_ts": None,
        "author_slack_id": "U0WU",
        "author": "Wu Min",
        "author_id": 3,
        "at": SAID_AT,
    }
    return Said(**{**values, **rest})


def case(number: int = 1, **rest: Any) -> Case:
    """Chen Jie's, of a message, unless told otherwise."""
    values: dict[str, Any] = {
        "id": number,
        "owner_id": 2,
        "place": TEAMWORK_3,
        "text": "Thanks for sitting down with the newcomers",
        "names": {},
        "note": "",
        "said": said(),
        "files": (),
        "happened_on": date(2026, 11, 20),
        "kept_at": MONDAY,
    }
    return Case(**{**values, **rest})


def file(number: int = 1, **rest: Any) -> KeptFile:
    values: dict[str, Any] = {
        "slack_id": f"F{number}",
        "name": f"report {number}.pdf",
        "mimetype": "application/pdf",
        "size": 1_234_567,
        "permalink": f"https://example.slack.com/files/F{number}",
    }
    return KeptFile(**{**values, **rest})


def message(text: str = "Thanks for sitting down with the newcomers", **rest: Any) -> dict[str, Any]:
    """As a shortcut's payload has it."""
    return {"type": "message", "user": "U0WU", "text": text, "ts": TS, **rest}


def heard(text: str = "Thanks for sitting down with the newcomers", **rest: Any) -> Heard:
    return heard_in(message(text, **rest), channel="C0GENERAL", channel_name="general", now=MONDAY)


def kept(
    store: Store,
    by: Person,
    text: str = "Thanks for sitting down with the newcomers",
    *,
    place: Place = TEAMWORK_3,
    now: datetime = MONDAY,
    **rest: Any,
) -> Case:
    """A message that somebody saved, through its form. `rest` is of the message."""
    who, what = acting(store, by=by, now=now), heard(text, **rest)
    open_keeping(who, what)
    return keep_message(
        who, channel=what.channel, ts=what.ts, value=_value(place), title=_title(place), note=""
    )


def written(
    store: Store,
    by: Person,
    text: str = "Stayed with the branch until the shop was up",
    *,
    place: Place = MENTORING,
    day: date | None = None,
    now: datetime = MONDAY,
) -> Case:
    who = acting(store, by=by, now=now)
    return write_case(who, text=text, day=day, value=_value(place), title=_title(place))


def _value(place: Place) -> str:
    return "" if place.kind is Kind.OWN else place.value


def _title(place: Place) -> str:
    return place.name["en"] if place.kind is Kind.OWN else ""
