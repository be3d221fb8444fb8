"""`steward doctor`: what is missing, and how to mend it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Annotated, Any

import typer
from rich.markup import escape
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.clock import SystemClock
from bot.commands.configured import Configured, configured
from bot.commands.doctor_delivery import check_delivery
from bot.commands.doctor_desk import called_otherwise, check_cards, renamed_desk
from bot.commands.doctor_keys import check_keys
from bot.commands.doctor_mail import check_mail
from bot.commands.doctor_questions import check_questions
from bot.commands.doctor_tracker import check_tracker
from bot.commands.finding import Finding
from bot.commands.output import console
from bot.domain.intake.ping_scope import UserGroup, ids_of, meant
from bot.domain.people import Person, Role
from bot.domain.text import key
from bot.errors import SetupError, TooOld
from bot.services.people.organisation import colleagues
from bot.services.reports.department import without_head
from bot.slack.client import web_client
from bot.slack.manifest import SCOPES

FASTEST_CLOCK_SECONDS = 60
"""Slack's signatures are good for 300 s; a clock that far off loses requests. Source: slack.md."""

IN_SLACK = "api.slack.com/apps → your app →"


def doctor(
    http: Annotated[
        bool, typer.Option("--http", help="Check for `run --http`, which needs no app token.")
    ] = False,
) -> None:
    """Check tokens, scopes, channels, database, clock, mail server and tracker, and say how to mend each."""
    setup = replace(configured(), makes_keys=False)  # it only looks: `run` makes them where it runs
    findings = [
        Finding(is_well=True, what="settings can be read"),
        *check_questions(setup.settings, setup.policy),
        *_database(setup),
        *_slack(setup, http=http),
        *check_mail(setup.settings),
        *check_tracker(setup.settings),
    ]
    for finding in findings:
        mark = "[green]✓[/]" if finding.is_well else "[red]✗[/]"
        console().print(f"{mark} {escape(finding.what)}", soft_wrap=True)
        if not finding.is_well:
            console().print(f"  → {escape(finding.mend)}", soft_wrap=True)
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(1)


def _database(setup: Configured) -> Iterator[Finding]:
    try:
        acting = setup.acting()
        people = [p for p in colleagues(acting.store) if p.is_active]
    except SetupError as error:
        mend = "Set DATABASE_URL; see README, Settings."
        if isinstance(error, TooOld):
            mend = "Install that version here, or point DATABASE_URL to this version's own database."
        elif str(error).startswith("STEWARD_KEYS"):
            mend = "Set the keys (STEWARD_KEYS or STEWARD_KEYS_FILE); `steward keys new` makes one."
        yield Finding(is_well=False, what=str(error), mend=mend)
        return
    yield Finding(is_well=True, what="database can be opened and is up to date")
    yield Finding(
        is_well=bool(people),
        what=f"{len(people)} people in the organisation",
        mend="steward org template > organisation.yaml, fill it in, steward org import organisation.yaml",
    )
    for role in (Role.HR, Role.PRODUCT_MANAGER, Role.ADMIN):
        if people:
            yield Finding(
                is_well=any(person.has(role) for person in people),
                what=f"somebody has the role {role}",
                mend=f"Give somebody the role {role} in the organisation file and import it again.",
            )
    yield from _departments(setup, people)
    for name in without_head(acting):
        yield Finding(
            is_well=False,
            what=f"nobody heads the department {name}: nobody gets its month or agrees to its results",
            mend="Give its people a manager of grade senior, directly or further up, or one in the "
            "department itself, in the organisation file, and import it again.",
        )
    yield from check_delivery(setup.store(), now=SystemClock().now())
    yield check_keys(setup, acting)


def _departments(setup: Configured, people: Iterable[Person]) -> Iterator[Finding]:
    """Whoever means to spare a department check-ins and misspells it asks all of it every week."""
    known = {key(person.department): person.department for person in people}
    for name in setup.policy.check_ins.departments_without if known else ():
        if key(name) not in known:
            yield Finding(
                is_well=False,
                what=f"check_ins.departments_without: no department is called {name}",
                mend=f"Write it as the organisation file does: {', '.join(sorted(known.values()))}.",
            )


def _slack(setup: Configured, *, http: bool) -> Iterator[Finding]:
    token = setup.settings.slack_bot_token
    if token is None:
        yield Finding(
            is_well=False,
            what="SLACK_BOT_TOKEN is not set",
            mend=f"{IN_SLACK} OAuth & Permissions: copy the Bot User OAuth Token (xoxb-…).",
        )
        return
    client = web_client(token.get_secret_value(), base_url=setup.settings.slack_api_url)
    answer = _ask(client, client.auth_test)
    if isinstance(answer, str):
        yield Finding(
            is_well=False,
            what=f"bot token: {answer}",
            mend=f"{IN_SLACK} OAuth & Permissions: copy the token again; check SLACK_API_URL.",
        )
        return
    yield Finding(is_well=True, what=f"bot token: {answer['user']} in {answer['team']}")
    yield _scopes(answer)
    yield _clock(answer)
    yield _way_in(setup, client, http=http)
    yield from _channels(setup, client)
    yield from _groups(setup, client)


def _scopes(answer: SlackResponse) -> Finding:
    granted = {scope.strip() for scope in _header(answer, "x-oauth-scopes").split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    return Finding(
        is_well=not missing,
        what=f"scopes: {', '.join(missing)} missing" if missing else f"scopes: all {len(SCOPES)} granted",
        mend=f"{IN_SLACK} App Manifest: paste the output of “steward manifest”, then install the app again.",
    )


def _clock(answer: SlackResponse) -> Finding:
    now = SystemClock().now()
    date = _header(answer, "date")
    ahead = (now - _parsed(date)).total_seconds() if date else 0.0
    return Finding(
        is_well=abs(ahead) <= FASTEST_CLOCK_SECONDS,
        what=f"clock: {abs(ahead):.0f} s {'ahead of' if ahead > 0 else 'behind'} Slack's",
        mend="Set this machine's clock, with NTP for instance; Slack's requests are refused otherwise.",
    )


def _way_in(setup: Configured, client: WebClient, *, http: bool) -> Finding:
    if http:
        return Finding(
            is_well=setup.settings.slack_signing_secret is not None,
            what="SLACK_SIGNING_SECRET is set"
            if setup.settings.slack_signing_secret
            else "no SLACK_SIGNING_SECRET",
            mend=f"{IN_SLACK} Basic Information: copy the Signing Secret.",
        )
    mend = f"{IN_SLACK} Basic Information: make an App-Level Token with the scope connections:write (xapp-…)."
    if setup.settings.slack_app_token is None:
        return Finding(is_well=False, what="SLACK_APP_TOKEN is not set", mend=f"{mend} Or use --http.")
    token = setup.settings.slack_app_token.get_secret_value()
    answer = _ask(client, client.apps_connections_open, app_token=token)
    if isinstance(answer, str):
        return Finding(is_well=False, what=f"app token: {answer}", mend=mend)
    return Finding(is_well=True, what="app token: Socket Mode can be opened")


def _channels(setup: Configured, client: WebClient) -> Iterator[Finding]:
    channels: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        answer = _ask(
            client,
            client.conversations_list,
            types="public_channel,private_channel",
            limit=200,
            cursor=cursor,
        )
        if isinstance(answer, str):
            yield Finding(is_well=False, what=f"channels: {answer}", mend="See the lines above.")
            return
        channels += answer["channels"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            break
    places = {"intake": setup.policy.channels.intake, "developers": setup.policy.channels.developers}
    if setup.policy.channels.recognition:
        places["recognition"] = setup.policy.channels.recognition
    for place, channel in places.items():
        name = channel.removeprefix("#")
        named = [each for each in channels if name in (each["name"], each["id"])]
        found = min(named, key=lambda each: bool(each.get("is_archived")), default=None)
        renamed = None if found else renamed_desk(setup, channels) if place == "intake" else None
        yield called_otherwise(name, renamed) if renamed else _channel(name, found, place=place)
    there = {each["name"]: str(each["id"]) for each in channels}
    found = ids_of(setup.policy.intake.incident_channels, there)
    yield from _not_there("intake.incident_channels", setup.policy.intake.incident_channels, found)
    yield from check_cards(setup, {each["id"]: each for each in channels})


def _groups(setup: Configured, client: WebClient) -> Iterator[Finding]:
    names = setup.policy.intake.developer_groups
    if not names:
        return
    answer = _ask(client, client.usergroups_list)
    if isinstance(answer, str):
        yield Finding(is_well=False, what=f"user groups: {answer}", mend="See the lines above.")
        return
    groups = [UserGroup(slack_id=each["id"], handle=each["handle"]) for each in answer["usergroups"]]
    yield from _not_there(
        "intake.developer_groups", names, [name for name in names if any(meant(groups, [name]))]
    )


def _not_there(setting: str, names: Sequence[str], found: Collection[str]) -> Iterator[Finding]:
    for name in names:
        if name not in found:
            yield Finding(
                is_well=False,
                what=f"{name} is not there",
                mend=f"Slack shows Steward none of that name. Another one: STEWARD_CONFIG, {setting}.",
            )


def _channel(name: str, channel: dict[str, Any] | None, *, place: str) -> Finding:
    if channel is None:
        return Finding(
            is_well=False,
            what=f"#{name} is not there",
            mend=f"Make it and type in it: /invite @Steward. Another one: STEWARD_CONFIG, channels.{place}.",
        )
    if channel.get("is_archived"):
        return Finding(
            is_well=False,
            what=f"#{channel['name']} is archived",
            mend="Unarchive it and type in it: /invite @Steward. Or rename it and make a new one.",
        )
    return Finding(
        is_well=bool(channel.get("is_member")),
        what=f"Steward is {'' if channel.get('is_member') else 'not '}in #{channel['name']}",
        mend=f"Type in #{channel['name']}: /invite @Steward",
    )


def _ask(client: WebClient, method: Callable[..., SlackResponse], **arguments: Any) -> SlackResponse | str:
    """Slack's answer, or why there is none."""
    try:
        return method(**arguments)
    except SlackApiError as error:
        return f"Slack says {error.response.get('error', 'unknown')}"
    except (SlackClientError, OSError) as error:
        return f"Slack does not answer at {client.base_url} ({type(error).__name__})"


def _header(answer: SlackResponse, name: str) -> str:
    """A header of the answer, whatever its case; slack_sdk may give it as a list."""
    for header, value in (answer.headers or {}).items():
        if header.lower() == name:
            return ", ".join(value) if isinstance(value, list) else str(value)
    return ""


def _parsed(date: str) -> datetime:
    at = parsedate_to_datetime(date)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
