"""A case in words: where it is kept, who said it when and where, what became of it, where it was used."""

from bot.domain.weeks.kept_under import Place
from bot.domain.weeks.pocket import Case, Heard, KeptFile, Said
from bot.domain.weeks.pocket_files import LARGEST, Keeping
from messages.catalog import Mrkdwn, Words
from messages.reviews.score_lines import cycle_title, short

WORDS_SHOWN = 160
NOTE_SHOWN = 120
AUTHOR_SHOWN = 60
CHANNEL_SHOWN = 60
FILE_SHOWN = 80
FILES_SHOWN = 20
NAMES_SHOWN = 300
PERIODS_SHOWN = 4
KILO, MEGA, MEBI = 1_000, 1_000_000, 1024 * 1024


def place_text(words: Words, place: Place, *, with_words: bool = False) -> str:
    """As a menu or a heading says it: "Teamwork, rung 3", with what the rung says behind it."""
    name = words.pick(place.name)
    if place.rung is not None:
        name = words.label("%(value)s, rung %(rung)s", value=name, rung=place.rung)
    says = words.pick({"en": "", **place.words})
    return words.label("%(place)s: %(words)s", place=name, words=says) if with_words and says else name


def place_name(words: Words, place: Place) -> Mrkdwn:
    """In a sentence: "*Teamwork*, rung 3"."""
    return words.say("weeks/pocket_lines/place", name=short(words.pick(place.name)), rung=place.rung)


def source_line(words: Words, said: Said | Heard) -> Mrkdwn:
    """ "Wu Min · #general · Tue 8 Dec 10:02"."""
    return words.say(
        "weeks/pocket_lines/source",
        author=author_name(words, said),
        channel=channel_name(words, said.channel, said.channel_name),
        at=said.at,
    )


def author_name(words: Words, said: Said | Heard) -> Mrkdwn:
    """Whoever is no colleague is called as Slack calls them."""
    if said.author:
        return short(said.author, AUTHOR_SHOWN)
    is_person = said.author_slack_id.startswith(("U", "W"))
    return Mrkdwn(f"<@{said.author_slack_id}>") if is_person else short(words.label("An app"))


def channel_name(words: Words, channel: str, name: str) -> Mrkdwn:
    """Slack tells no names of conversations that are not public."""
    if channel.startswith("D") or name == "directmessage":
        return short(words.label("a direct message"))
    if name.startswith("mpdm-"):
        return short(words.label("a group message"))
    if name in ("", "privategroup"):
        return short(words.label("a private channel"))
    return short(f"#{name}", CHANNEL_SHOWN)


def what_became(words: Words, said: Said) -> Mrkdwn | None:
    """That the message is not any more what the copy says; None where Steward knows of nothing."""
    at = said.deleted_at or said.edited_at
    if at is None:
        return None
    return words.say("weeks/pocket_lines/changed", at=at, is_deleted=said.deleted_at is not None)


def file_line(words: Words, file: KeptFile, *, is_sent: bool = False) -> Mrkdwn:
    """A file by its name, as a link where Slack gave one, with its size, and what there is of its contents.

    `is_sent`: a copy was asked for just now.
    """
    name = short(file.name, FILE_SHOWN)
    is_link = file.permalink.startswith(("https://", "http://"))
    return words.say(
        "weeks/pocket_lines/file",
        name=Mrkdwn(f"<{short(file.permalink, 500)}|{name.replace('|', ' ')}>") if is_link else name,
        size="" if file.size is None else _size(words, file.size),
        keeping=words.say(
            "weeks/pocket_lines/keeping", keeping=file.keeping, is_sent=is_sent, limit=limit_text(words)
        ),
    )


def limit_text(words: Words) -> str:
    """Up to what size contents are kept."""
    return words.label("%(size)s MB", size=words.number(LARGEST // MEBI))


def files_line(words: Words, files: tuple[KeptFile, ...]) -> Mrkdwn | None:
    """ "3 files kept, 1 of them by name only"; None where there are none."""
    if not files:
        return None
    return words.say(
        "weeks/pocket_lines/files",
        files=file_count(words, files),
        total=len(files),
        waiting=sum(file.keeping is Keeping.WAITS for file in files),
        lacking=sum(file.keeping not in (Keeping.WAITS, Keeping.KEPT) for file in files),
    )


def file_names(words: Words, files: tuple[KeptFile, ...]) -> Mrkdwn:
    """All of them in a line or two: "20 files: plan.pdf, chart.png, …"."""
    counted = file_count(words, files)
    return short(words.label("%(files)s: %(names)s", files=counted, names=_named(files)), NAMES_SHOWN)


def file_count(words: Words, files: tuple[KeptFile, ...]) -> str:
    return words.count("%(number)s file", "%(number)s files", len(files))


def used_line(words: Words, case: Case) -> Mrkdwn | None:
    """In which reviews it was used."""
    periods = list(dict.fromkeys(cycle_title(use.period) for use in case.uses))
    if not periods:
        return None
    return words.say("weeks/pocket_lines/used", periods=words.names(periods[-PERIODS_SHOWN:]))


def beginning(case: Case, *, limit: int = WORDS_SHOWN) -> Mrkdwn:
    """The first line of what was said; of a message without words, which files it had."""
    return short(case.words or _named(case.files), limit)


def case_lines(words: Words, case: Case) -> Mrkdwn:
    """A case in a list."""
    said = case.said
    lines = [
        Mrkdwn(f"> {beginning(case)}"),
        source_line(words, said) if said else words.say("weeks/pocket_lines/written", on=case.happened_on),
        files_line(words, case.files),
        what_became(words, said) if said else None,
        words.say("weeks/pocket_lines/note", note=short(case.note, NOTE_SHOWN)) if case.note else None,
        used_line(words, case),
    ]
    return Mrkdwn("\n".join(line for line in lines if line))


def evidence_text(words: Words, case: Case) -> str:
    """A case as it stands in a self-score: plain words, then who said it when, and the way to it.

    A direct message has no way that anybody else could go, a deleted one none at all.
    """
    said = case.said
    if said is None:
        return words.plain("weeks/pocket_lines/evidence_written", text=case.words, on=case.happened_on)
    return words.plain(
        "weeks/pocket_lines/evidence",
        text=case.words or ", ".join(file.name for file in case.files[:FILES_SHOWN]),
        author=said.author or said.author_slack_id,
        on=said.at,
        link=None if said.is_direct or said.deleted_at else said.link,
    )


def _named(files: tuple[KeptFile, ...]) -> str:
    return ", ".join(file.name for file in files)


def _size(words: Words, size: int) -> str:
    if size >= MEGA:
        return words.label("%(size)s MB", size=words.number(round(size / MEGA)))
    return words.label("%(size)s kB", size=words.number(max(1, round(size / KILO))))
