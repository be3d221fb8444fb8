"""Sentences in the reader's language: Jinja2 templates, gettext catalogs, Babel's dates and numbers."""

import gettext
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from babel import dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, Template
from jinja2.bccache import Bucket

from bot.domain.reviews.cycles import is_year

LANGUAGES: tuple[str, ...] = ("en", "zh_Hans", "zh_Hant")
"""What Steward speaks; English is the catalog's own language."""

_PATTERN = numbers.parse_pattern("#,##0.##")
_TRADITIONAL = {"zh-tw", "zh-hk", "zh-mo"}


class Mrkdwn(str):
    """Text that is Slack markup already, escaped where it had to be."""

    __slots__ = ()


def escape(text: str) -> Mrkdwn:
    """Make typed text harmless: `<!channel>` or `<@U1>` arrive as they were typed. Source: slack.md."""
    return Mrkdwn(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def quote(text: str) -> Mrkdwn:
    """Typed text as a quotation, every line marked."""
    return Mrkdwn("\n".join(f"> {line}" for line in escape(text).splitlines() or [""]))


def language(locale: str) -> str:
    """The language of ours that serves a Slack locale: `zh-TW` → zh_Hant, `zh-CN` → zh_Hans, else en."""
    tag = locale.lower().replace("_", "-")
    if tag in _TRADITIONAL or tag.startswith("zh-hant"):
        return "zh_Hant"
    return "zh_Hans" if tag.startswith("zh") else "en"


@cache
def _translations(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    source = files("messages") / "locale" / code / "LC_MESSAGES" / "steward.po"
    with source.open("rb") as file:
        catalog = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class _OneForAll(BytecodeCache):
    """What was compiled for one language serves the others: a template asks for its words as it is said."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get(f"{bucket.key}-{bucket.checksum}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[f"{bucket.key}-{bucket.checksum}"] = bucket.code


_COMPILED = _OneForAll()


def _is_a_year(name: str | None) -> bool:
    """Of a cycle's name, where one is said: in a year people write about it, and nobody scores themselves."""
    return bool(name) and is_year(str(name))


@cache
def _environment(code: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("messages", "text"),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        auto_reload=False,  # else each sentence looks at its file's time again
        autoescape=False,  # HTML's escaping is wrong for Slack; Words escapes what goes in
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.tests["a_year"] = _is_a_year
    translations = _translations(code)
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    return environment


@cache
def _template(code: str, name: str) -> tuple[Template, Mapping[str, Any]]:
    """The sentences of a name, and what every one of them may call."""
    found = _environment(code).get_template(f"{name}.j2")
    return found, dict(found.globals)


@lru_cache(maxsize=1024)
def _date(code: str, day: date, pattern: str) -> str:
    return dates.format_date(day, pattern, locale=code)


@lru_cache(maxsize=1024)
def _number(code: str, value: Decimal | int) -> str:
    return numbers.format_decimal(value, format=_PATTERN, locale=code)


def has_text(template: str) -> bool:
    """Whether there are sentences of this name."""
    return (files("messages") / "text" / f"{template}.j2").is_file()


class Words:
    """Everything that turns values into one reader's language.

    `locale` is Slack's (`zh-CN`), `timezone` an IANA name, `now` decides whether a year is worth
    naming. Strings handed to `say` are typed text unless they are Mrkdwn, and are escaped.
    """

    def __init__(self, *, locale: str, timezone: str, now: datetime) -> None:
        self.language = language(locale)
        self.zone = ZoneInfo(timezone)
        self.now = now
        self._translations = _translations(self.language)

    def say(self, template: str, /, **facts: Any) -> Mrkdwn:
        """The sentences of `messages/text/<template>.j2`, as mrkdwn. Every string in `facts` is escaped."""
        return Mrkdwn(self._render(template, {name: _harmless(value) for name, value in facts.items()}))

    def plain(self, template: str, /, **facts: Any) -> str:
        """The same for plain-text places (headers, labels, options), where Slack decodes nothing."""
        return self._render(template, facts)

    def label(self, text: str, /, **facts: Any) -> str:
        """A short fixed text such as a button's, translated; `facts` fill its %(name)s. Not escaped."""
        translated = self._translations.gettext(text)
        return translated % facts if facts else translated

    def count(self, one: str, many: str, number: int, /, **facts: Any) -> str:
        """The singular or plural of a short text, with %(number)s filled in."""
        return self._translations.ngettext(one, many, number) % {"number": number, **facts}

    def pick(self, texts: Mapping[str, str]) -> str:
        """This language's text of data that brings its own translations; English where it has none."""
        return texts.get(self.language) or texts["en"]

    def day(self, day: date | datetime) -> str:
        """A date with its weekday: "Fri 9 Jan", "1月9日周五"; with the year where it is not this one."""
        if isinstance(day, datetime):
            day = day.astimezone(self.zone).date()
        same_year = day.year == self.now.astimezone(self.zone).year
        if self.language == "en":
            return _date(self.language, day, "EEE d MMM" if same_year else "EEE d MMM y")
        return _date(self.language, day, "M月d日EEE" if same_year else "y年M月d日EEE")

    def short_day(self, day: date) -> str:
        """A date without its weekday and year, where there is little room: "9 Jan", "1月9日"."""
        return _date(self.language, day, "d MMM" if self.language == "en" else "M月d日")

    def weekday(self, day: date) -> str:
        """Its name alone: "Monday", "周一"."""
        return _date(self.language, day, "EEEE" if self.language == "en" else "EEE")

    def time(self, moment: datetime) -> str:
        """The reader's own time of day, 24 hours."""
        return f"{moment.astimezone(self.zone):%H:%M}"

    def moment(self, moment: datetime) -> str:
        """Time for today, date and time for any other day."""
        if moment.astimezone(self.zone).date() == self.now.astimezone(self.zone).date():
            return self.time(moment)
        return self.stamp(moment)

    def stamp(self, moment: datetime) -> str:
        """Date and time whatever day it is: for what is read on later days too."""
        return f"{self.day(moment)} {self.time(moment)}"

    def number(self, value: Decimal | int) -> str:
        """A number as this language writes it, without trailing zeros, at most two decimals."""
        return _number(self.language, value)

    def names(self, names: Sequence[str]) -> str:
        """A list of names: "Chen and Wu", "陈、吴"."""
        if self.language == "en":
            return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        return "、".join(names)

    def _render(self, template: str, facts: Mapping[str, Any]) -> str:
        loaded, called = _template(self.language, template)
        functions = {
            "day": self.day,
            "time": self.time,
            "moment": self.moment,
            "stamp": self.stamp,
            "number": self.number,
            "listed": self.names,
        }
        # A fact called `number` is that fact. `shared`: or jinja gathers what is called anew, name by name.
        said = loaded.new_context({**called, **functions, **facts}, shared=True)
        return "".join(loaded.root_render_func(said)).strip()


def _harmless(value: Any) -> Any:
    if isinstance(value, Mrkdwn):
        return value
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, (list, tuple)):
        return [_harmless(item) for item in value]
    if value is None or isinstance(value, (bool, int, Decimal, date, datetime)):
        return value
    raise TypeError(f"a template takes plain values, not {type(value).__name__}")
