"""Settings from the environment, `.env` and STEWARD_CONFIG; the only reader of the environment."""

import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv.main import resolve_variables
from dotenv.parser import parse_stream
from pydantic import SecretStr

from bot.configuration import SETTINGS as CHOICES
from bot.configuration import read_choices
from bot.domain.policy import Policy
from bot.domain.setting import Rule, Setting, nearest, setting, settings_of
from bot.errors import SetupError
from bot.mail.server import is_mail_server
from bot.trackers.known import TRACKERS
from storage.keyring import Keyring

SLACK_API = "https://slack.com/api/"
ENV_FILE = Path(".env")
DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")
LOG_STYLES = ("json", "text", "auto")
ONE_OR_TWO_SIGNS = 0.85
"""How alike two names are between which one or two signs differ."""

_TOKENS = {
    "xoxb-": "a bot token, which belongs in SLACK_BOT_TOKEN",
    "xapp-": "an app token, which belongs in SLACK_APP_TOKEN",
    "xoxp-": "a person's token; Steward needs the bot's",
}


@dataclass(frozen=True, kw_only=True)
class Secret(Rule):
    """Something that is never shown. `begins` is how it begins, empty where that is not known."""

    begins: tuple[str, ...] = ()

    def why_not(self, value: Any, *, shown: str) -> str | None:  # noqa: ARG002 - a secret is not shown
        if not value.isascii() or not value.isprintable() or " " in value:
            return f"it has spaces or signs in it that {self.expected} has not. Copy it again."
        if value.startswith(self.begins) if self.begins else not value.startswith(tuple(_TOKENS)):
            return None
        for begins, what in _TOKENS.items():
            if value.startswith(begins):
                return f"it is {what} ({begins}…)."
        return f"it is not {self.expected}. See README, Connecting to Slack."


def _secret(expected: str, *begins: str) -> Rule:
    return Secret(expected=expected, allows=lambda _: True, begins=begins)


class Database(Rule):
    """An address that may hold a password, so that it is not shown."""

    def why_not(self, value: Any, *, shown: str) -> str | None:  # noqa: ARG002 - it may hold a password
        if value.startswith("postgres://"):
            return "write postgresql:// where it begins with postgres://."
        if self.allows(value):
            return None
        return "use sqlite:///steward.db or postgresql://user:password@host/name."


class MailServer(Rule):
    """An address with a password in it, so that it is not shown."""

    def why_not(self, value: Any, *, shown: str) -> str | None:  # noqa: ARG002 - it may hold a password
        if self.allows(value):
            return None
        return "use smtps://user:password@host:465, or smtp://user:password@host:587 for STARTTLS."


class HttpsAddress(Rule):
    """An address that may have a secret in it, so that it is not shown."""

    def why_not(self, value: Any, *, shown: str) -> str | None:  # noqa: ARG002 - it may hold a secret
        if self.allows(value):
            return None
        return "it is no https address without a user (https://host/path)."


class Keys(Rule):
    """Keys to seal with: never shown."""

    def why_not(self, value: Any, *, shown: str) -> str | None:  # noqa: ARG002 - a secret is not shown
        if self.allows(value):
            return None
        return "it is not keys of `steward keys new` with commas between. Copy them again."


def _are_keys(value: str) -> bool:
    try:
        Keyring.of(value)
    except ValueError:
        return False
    return True


def _is_mailbox(value: str) -> bool:
    name, at, domain = value.rpartition("@")
    return bool(name and at and domain) and value.isprintable() and " " not in value


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and parts.port != 0
            and value.isprintable()
            and " " not in value
        )
    except ValueError:
        return False


def is_listening(value: str) -> bool:
    """Whether it is HOST:PORT."""
    _, colon, port = value.rpartition(":")
    return bool(colon) and port.isdecimal() and port.isascii() and int(port) <= 65535


def _is_https(value: str) -> bool:
    return _is_address(value) and value.startswith("https://") and "@" not in urlsplit(value).netloc


def _is_database(value: str) -> bool:
    if not value.startswith(DATABASES) or not value.isprintable():
        return False
    if ":memory:" in value:
        return False  # it would be gone with the process
    if value.startswith("sqlite:") and "?" in value and "uri=true" not in value:
        return False  # the driver would take no notice of it, with a remark at each start
    try:
        urlsplit(value).port  # noqa: B018 - it raises where the port is no number
    except ValueError:
        return False
    return len(value) > len("sqlite:///")


def _is_pace(value: str) -> bool:
    return value.isascii() and value.isdigit() and (int(value) == 0 or 30 <= int(value) <= 6000)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What README's first Settings table lists."""

    slack_bot_token: SecretStr | None = setting(
        None,
        _secret("a bot token (xoxb-…)", "xoxb-", "xoxe.xoxb-"),
        "the bot's token; none: the local workspace",
        secret=True,
    )
    slack_app_token: SecretStr | None = setting(
        None, _secret("an app-level token (xapp-…)", "xapp-"), "for Socket Mode", secret=True
    )
    slack_signing_secret: SecretStr | None = setting(
        None, _secret("a signing secret"), "for `run --http`", secret=True
    )
    slack_api_url: str = setting(
        SLACK_API,
        Rule(expected="an address (https://slack.com/api/)", allows=_is_address),
        "another address for the Web API",
    )
    steward_posts_a_minute: str = setting(
        "300",
        Rule(expected="0, or a whole number from 30 to 6000", allows=_is_pace),
        "how many messages a minute Slack takes of the workspace; 0: nothing is held back before Slack asks",
    )
    steward_smtp_url: SecretStr | None = setting(
        None,
        MailServer(
            expected="the address of a mail server (smtps://user:password@host:465)", allows=is_mail_server
        ),
        "`smtps://user:password@host:465`, or `smtp://…:587` with STARTTLS; none: no e-mail",
        secret=True,
    )
    steward_mail_from: str = setting(
        "", Rule(expected="an e-mail address", allows=_is_mailbox), "who e-mails are from"
    )
    steward_mail_reply_to: str = setting(
        "",
        Rule(expected="an e-mail address", allows=_is_mailbox),
        "where answers to e-mails go; empty: to who they are from",
    )
    steward_tracker: str = setting(
        "",
        Rule(
            expected="an issue tracker (github, gitlab, jira)",
            allows=lambda value: value in ("", *TRACKERS),
            choices=lambda: tuple(TRACKERS),
        ),
        "`github`, `gitlab` or `jira`, where developers keep issues; none: their channel alone",
    )
    steward_tracker_url: str = setting(
        "",
        Rule(
            expected="a project's address (https://github.com/owner/repository)",
            allows=lambda value: not value or _is_address(value),
        ),
        "the project, as in the browser: `https://github.com/owner/repository`, "
        "`https://gitlab.com/group/project`, `https://company.atlassian.net/browse/KEY`",
    )
    steward_tracker_token: SecretStr | None = setting(
        None,
        _secret("a tracker's token"),
        "may read and write issues; Jira: `e-mail:token`",
        secret=True,
    )
    steward_tracker_webhook_secret: SecretStr | None = setting(
        None,
        _secret("a webhook's secret"),
        "with which the tracker signs what it tells `/trackers/…`; none: it is asked every five minutes",
        secret=True,
    )
    steward_tracker_progress: str = setting(
        "in progress",
        Rule(expected="a label or status", allows=lambda value: bool(value.strip()) and value.isprintable()),
        "the label or status there that means that somebody is at it",
    )
    steward_record_file: Path | None = setting(
        None,
        Rule(expected="a file", allows=lambda value: "\0" not in value),
        "a file outside of the database to which the head of the record is added every day",
    )
    steward_record_webhook: SecretStr | None = setting(
        None,
        HttpsAddress(expected="an https address", allows=_is_https),
        "an https address to which it is posted every day, as JSON",
        secret=True,
    )
    steward_record_webhook_private: str = setting(
        "no",
        Rule(
            expected="yes or no",
            allows=("yes", "no").__contains__,
            choices=lambda: ("yes", "no"),
        ),
        "`yes`: that address may be one inside of the company's network",
    )
    steward_keys: SecretStr | None = setting(
        None,
        Keys(expected="keys", allows=_are_keys),
        "with which what people write is sealed in the database, of `steward keys new`: the newest first, "
        "commas between",
        secret=True,
    )
    steward_keys_file: Path | None = setting(
        None,
        Rule(expected="a file", allows=lambda value: "\0" not in value),
        "a file that holds them instead, one a line; none: `steward.keys`, which is made at the first start "
        "in Slack",
    )
    database_url: str = setting(
        "sqlite:///steward.db",
        Database(expected="the address of a database", allows=_is_database),
        "`sqlite:///file.db`, or `postgresql://…` for more than one process",
    )
    steward_config: Path | None = setting(
        None, Rule(expected="a file", allows=lambda value: "\0" not in value), "a YAML file, below"
    )
    steward_log: str = setting(
        "auto",
        Rule(
            expected="a kind of log (json, text, auto)",
            allows=LOG_STYLES.__contains__,
            choices=lambda: LOG_STYLES,
        ),
        "`json`, `text`, or `auto`: text at a terminal",
    )

    steward_health: str = setting(
        "",
        Rule(
            expected="an address to listen at (127.0.0.1:9090)",
            allows=lambda value: not value or is_listening(value),
        ),
        "`HOST:PORT` at which `/healthz`, `/readyz` and `/metrics` are served beside Socket Mode; they ask "
        "for no password",
    )

    @property
    def has_slack(self) -> bool:
        return self.slack_bot_token is not None

    @property
    def has_tracker(self) -> bool:
        """Whether it is said which tracker, where, and how to get in."""
        return bool(self.steward_tracker and self.steward_tracker_url and self.steward_tracker_token)

    @property
    def can_mail(self) -> bool:
        """Whether e-mails can be handed to a server, and have somebody whom they are from."""
        return self.steward_smtp_url is not None and bool(self.steward_mail_from)


ENVIRONMENT = {each.name.upper(): each for each in settings_of(Settings)}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A setting as it is now. `value` is what may be shown of it; `origin` is empty for a default."""

    setting: Setting
    value: str
    origin: str
    problem: str | None


@dataclass(frozen=True, kw_only=True)
class Read:
    """All settings. Where one is wrong its default stands in, and `problems` has a line with its place."""

    settings: Settings
    policy: Policy
    problems: tuple[str, ...]
    environment: tuple[Entry, ...]
    choices: tuple[Entry, ...]
    remarks: tuple[str, ...] = ()

    def required(self) -> tuple[Settings, Policy]:
        """Raises SetupError with a line for each that is wrong."""
        if self.problems:
            raise SetupError("\n".join(self.problems))
        return self.settings, self.policy


@dataclass(frozen=True, kw_only=True)
class _Given:
    """What somebody wrote for a setting, and where."""

    text: str
    origin: str


_NOTHING = _Given(text="", origin="")


def read_settings() -> Read:
    """Read and check everything: each setting alone, then against the others. Raises nothing."""
    problems: list[tuple[str, str]] = []
    given = _given(problems)
    settings = _settings(given, problems)
    choices = read_choices(settings.steward_config)
    problems += choices.problems
    wrong = dict(reversed([*problems, *choices.passed_over]))
    return Read(
        settings=settings,
        policy=replace(choices.policy(), can_mail=settings.can_mail, has_tracker=settings.has_tracker),
        problems=tuple(line for _, line in problems),
        environment=tuple(
            Entry(setting=each, value=_shown(each, written), origin=written.origin, problem=wrong.get(name))
            for name, each in ENVIRONMENT.items()
            for written in [given.get(name, _NOTHING)]
        ),
        choices=tuple(
            Entry(
                setting=each,
                value=choices.shown.get(path, default_shown(each)),
                origin=choices.place(path) if path in choices.lines else "",
                problem=wrong.get(each.name),
            )
            for path, each in CHOICES.items()
        ),
        remarks=(*([choices.remark] if choices.remark else ()), *(line for _, line in choices.passed_over)),
    )


def _settings(given: Mapping[str, _Given], problems: list[tuple[str, str]]) -> Settings:
    values: dict[str, Any] = {}
    for name, each in ENVIRONMENT.items():
        if name not in given:
            continue
        why = each.rule.why_not(given[name].text, shown=given[name].text)
        if why:
            problems.append((name, _with_place(name, given[name], why)))
        else:
            values[each.name] = _converted(each, given[name].text)
    return Settings(**values)


def default_shown(each: Setting) -> str:
    """A default as it is written in a file; a dash where there is none."""
    if each.default is None:
        return "–"
    if isinstance(each.default, (list, tuple)):
        return f"[{', '.join(map(str, each.default))}]"
    return str(each.default) or '""'


def _converted(each: Setting, text: str) -> Any:
    if each.is_secret:
        return SecretStr(text)
    if each.name in ("steward_config", "steward_keys_file", "steward_record_file"):
        return Path(text)
    return text.rstrip("/") + "/" if each.name == "slack_api_url" else text


def _shown(each: Setting, given: _Given) -> str:
    if not given.text:
        return default_shown(each)
    if each.is_secret:
        begins = next((begins for begins in _TOKENS if given.text.startswith(begins)), "")
        return f"{begins}…  ({len(given.text)} characters)"
    if each.name == "database_url":
        if each.rule.why_not(given.text, shown=""):
            return "…"
        without = re.sub(r"(//[^:/@]*):.*@", r"\1:…@", given.text)
        return re.sub(r"(?i)(password=)[^&]*", r"\1…", without)
    return given.text


def _with_place(name: str, given: _Given, why: str) -> str:
    place = "" if given.origin == "environment" else f"{given.origin}: "
    return f"{place}{name}: {why}"


def _given(problems: list[tuple[str, str]]) -> Mapping[str, _Given]:
    """What is set, the environment before `.env`; names count in any case, and what is empty does not."""
    written = [pair for pair in (*_from_file(problems), *_from_environment()) if pair[1].text]
    found = {name.upper(): given for name, given in written if name.upper() in ENVIRONMENT}
    for name, given in written:
        # The environment holds other programs' names too; only what can be nobody else's is looked at.
        is_ours = given.origin != "environment" or name.upper().startswith("STEWARD_")
        near = nearest(name, ENVIRONMENT, cutoff=ONE_OR_TWO_SIGNS) if is_ours else None
        if near and near not in found:
            why = f"there is no such setting. Did you mean {near}?"
            problems.append((name, _with_place(name, given, why)))
    return found


def _from_environment() -> Iterator[tuple[str, _Given]]:
    for name, text in sorted(os.environ.items(), key=lambda pair: pair[0].isupper()):
        yield name, _Given(text=text.strip(), origin="environment")


def _from_file(problems: list[tuple[str, str]]) -> Iterator[tuple[str, _Given]]:
    try:
        written = ENV_FILE.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append((".env", f".env: cannot be read: {error.strerror}."))
        return
    except UnicodeDecodeError:
        problems.append((".env", ".env: the file is not in UTF-8. Save it as UTF-8 and try again."))
        return
    lines, pairs = {}, []
    for binding in parse_stream(io.StringIO(written)):
        line = binding.original.line + _empty_lines(binding.original.string)
        if binding.error:
            problems.append((".env", f".env:{line}: this is no line of the form NAME=value."))
        elif binding.key is not None:
            lines[binding.key] = line
            pairs.append((binding.key, binding.value))
    for name, text in resolve_variables(pairs, override=True).items():
        yield name, _Given(text=(text or "").strip(), origin=f".env:{lines[name]}")


def _empty_lines(written: str) -> int:
    """How many stand before what a binding says: they count to it."""
    return written[: len(written) - len(written.lstrip())].count("\n")
