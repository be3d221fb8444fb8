"""The evidence pocket: cases that somebody keeps until they score themselves, and under what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.intake.markup import as_seen
from bot.domain.reviews.facts import Item
from bot.domain.text import key, name_text
from bot.domain.weeks.kept_under import Kind, Place
from bot.domain.weeks.pocket_files import Keeping
from bot.errors import Refusal

WRITTEN_LIMIT = 3000
NOTE_LIMIT = 300
HEADING_LIMIT = 60
KEY_LIMIT = 80
PAGE = 15
"""Cases on a screen."""
COMMENT: Item = ("", "")
"""Where a case under a heading of one's own goes: the closing remark."""

_TELLING = 120
_LEAST_ROOM = 40


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file of a message, as Slack told of it; its contents are read by themselves. `size` in bytes."""

    slack_id: str
    name: str
    mimetype: str = ""
    size: int | None = None
    permalink: str = ""
    keeping: Keeping = Keeping.WAITS


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a message said when it was saved. `text` is Slack's markup, `author` the name that Slack told,
    until the colleague is found; `names` are of whom it mentions, by Slack id.

    `is_cut`: it was longer than what is kept.
    """

    channel: str
    channel_name: str
    ts: str
    thread_ts: str | None
    author_slack_id: str
    author: str
    at: datetime
    text: str
    is_cut: bool
    files: tuple[KeptFile, ...]
    author_id: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """As people saw it, nothing escaped."""
        return as_seen(self.text, self.names).strip()


@dataclass(frozen=True, kw_only=True)
class Said:
    """The message that a case is a copy of. `author_id`: the colleague, where it was one.

    `link` is there where Steward can see the message. Of a conversation without Steward nobody hears what
    became of it: `edited_at` and `deleted_at` stay empty then.
    """

    channel: str
    channel_name: str
    ts: str
    thread_ts: str | None
    author_slack_id: str
    author: str
    author_id: int | None
    at: datetime
    link: str | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None

    @property
    def is_direct(self) -> bool:
        """Whether it stands in a direct message, which nobody else can open."""
        return self.channel.startswith("D")


@dataclass(frozen=True, kw_only=True)
class Use:
    """A review in whose self-score a case was put, and where."""

    period: str
    item: Item


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case. `said` is None where its keeper wrote it: `text` is plain then, else Slack's markup with the
    `names` of whom it mentions, by Slack id. In lists `text` is only its beginning.
    """

    id: int
    owner_id: int
    place: Place
    text: str
    names: Mapping[str, str]
    note: str
    said: Said | None
    files: tuple[KeptFile, ...]
    happened_on: date
    kept_at: datetime
    is_cut: bool = False
    is_removed: bool = False
    uses: tuple[Use, ...] = ()

    @property
    def words(self) -> str:
        """As people saw it, nothing escaped; empty where there were only files."""
        return self.text if self.said is None else as_seen(self.text, self.names).strip()

    @property
    def is_file_alone(self) -> bool:
        """Whether it is nothing but a file that came along with a self-score."""
        return self.said is None and not self.text

    @property
    def is_used(self) -> bool:
        return bool(self.uses)


@dataclass(frozen=True, kw_only=True)
class Group:
    """How many cases stand under one place."""

    place: Place
    count: int


@dataclass(frozen=True, kw_only=True)
class PocketView:
    """A page of somebody's pocket, in the order of its groups. `removed`: what can be taken back.

    `reminds`: they are told where it is empty.
    """

    cases: tuple[Case, ...]
    groups: tuple[Group, ...]
    page: int
    removed: Case | None = None
    reminds: bool = True

    @property
    def total(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def last_page(self) -> int:
        return max(0, self.total - 1) // PAGE


@dataclass(frozen=True, kw_only=True)
class PlaceForm:
    """What a case can be kept under, and what is chosen. `last`: where the last one went.

    `case`: the one that it is about; `heard`: the message, where it is not kept yet.
    """

    choices: tuple[Place, ...]
    chosen: Place | None
    heard: Heard | None = None
    case: Case | None = None


@dataclass(frozen=True, kw_only=True)
class PocketOnHome:
    """What Home shows of a pocket: its fullest places and its newest cases, each a few, and all counts."""

    total: int
    groups: tuple[Group, ...]
    more_groups: int
    newest: tuple[Case, ...]


def heading(title: str) -> Place:
    """A place of one's own. Raises Refusal("pocket.no_place") where the title is empty."""
    name = name_text(title)[:HEADING_LIMIT]
    if not key(name):
        raise Refusal("pocket.no_place", field="place")
    return Place(kind=Kind.OWN, key=key(name)[:KEY_LIMIT], name={"en": name})


def chosen_place(choices: Sequence[Place], *, value: str, title: str) -> Place:
    """What was chosen or, before it, written; a heading that is there already is that one.

    Raises Refusal: pocket.no_place, pocket.place_gone, both at the field `place`.
    """
    if key(title):
        own = heading(title)
        return next((each for each in choices if each.value == own.value), own)
    if not value:
        raise Refusal("pocket.no_place", field="place")
    found = next((each for each in choices if each.value == value), None)
    if found is None:
        raise Refusal("pocket.place_gone", field="place")
    return found


def put_in(typed: str | None, text: str, *, limit: int) -> str:
    """What stands in a field once a case was put under what was typed there; cut with "…" at `limit`.

    Nothing twice: a text that stands there already is left. Raises Refusal("pocket.no_room").
    """
    before = (typed or "").strip()
    if text.strip() in before:
        return before
    whole = f"{before}\n\n{text.strip()}" if before else text.strip()
    if len(whole) <= limit:
        return whole
    if limit - len(before) < _LEAST_ROOM:
        raise Refusal("pocket.no_room", limit=limit)
    return whole[: limit - 1].rstrip() + "…"


def stands_in(case: Case, typed: str | None) -> bool:
    """Whether a case's words are in what was typed."""
    beginning = case.words[:_TELLING].strip()
    return bool(beginning) and beginning in (typed or "")
