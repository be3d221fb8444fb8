"""An organisation as a Slack workspace would hold it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.sandbox import Seed, SeedApp, SeedChannel, SeedGroup, SeedUser
from bot.slack import manifest as slack_app

BOT_TOKEN = "xoxb-sandbox"
APP_TOKEN = "xapp-sandbox"
SIGNING_SECRET = "sandbox-signing-secret"

GENERAL, INTAKE, DEVELOPERS, MARKETING = "C0GENERAL", "C0REQUESTS", "C0DEVELOPERS", "C0MARKETING"
RANDOM = "C0RANDOM"
DEVELOPER_GROUP = "S0WEBDEVS"

_HAN = re.compile(r"[\u3400-\u9fff]")
_TRADITIONAL = {"TW": "zh-TW", "HK": "zh-HK", "MO": "zh-HK"}


def slack_id(person: Person) -> str:
    """The id from the organisation file, else one made of the person's number."""
    return person.slack_id or f"U{person.id:07d}"


def locale(person: Person) -> str:
    """Chinese for a name in characters, Traditional by country, else English."""
    if not _HAN.search(person.name):
        return "en-US"
    return _TRADITIONAL.get(person.country, "zh-CN")


def workspace_seed(
    people: Sequence[Person],
    *,
    told: Mapping[int, str],
    policy: Policy,
    request_url: str | None,
    manifest: dict[str, Any] | None = None,
) -> Seed:
    """The seed. `told` is the language of those of whom Slack has told it already, by their ids.

    `request_url` None is Socket Mode. `manifest` is another bot's; its own address then counts. The
    bot is in every channel but #random.
    """
    if manifest is not None:
        settings = manifest.get("settings", {})
        over_http = not settings.get("socket_mode_enabled", False)
        request_url = settings.get("interactivity", {}).get("request_url") if over_http else None
    present = [person for person in people if person.is_active]
    return Seed(
        team_name="Sandbox",
        users=tuple(
            SeedUser(
                id=slack_id(person),
                name=person.email.split("@")[0],
                real_name=person.name,
                email=person.email,
                locale=told.get(person.id) or locale(person),
                tz=person.timezone,
                title=f"{person.post}, {person.department}, {person.branch}",
                is_admin=person.has(Role.ADMIN),
                deleted=not person.is_active,
            )
            for person in people
        ),
        channels=(
            _channel(GENERAL, "general", present, topic="Everybody"),
            _channel(
                INTAKE,
                policy.channels.intake.removeprefix("#"),
                present,
                topic="The website desk: requests, assessed and followed here",
            ),
            _channel(
                DEVELOPERS,
                policy.channels.developers.removeprefix("#"),
                [p for p in present if _builds(p)],
                topic="Briefs of the website desk, handed over and followed here",
            ),
            _channel(MARKETING, "marketing", [p for p in present if p.department == "Marketing"]),
            _channel(RANDOM, "random", present, bot_is_member=False),
        ),
        groups=(_developers(present),),
        app=SeedApp(
            manifest=manifest or slack_app.manifest(request_url=request_url),
            bot_token=BOT_TOKEN,
            app_token=APP_TOKEN,
            signing_secret=SIGNING_SECRET,
            request_url=request_url,
        ),
    )


def _builds(person: Person) -> bool:
    return person.is_technical or person.has(Role.PRODUCT_MANAGER)


def _developers(people: Sequence[Person]) -> SeedGroup:
    users = tuple(slack_id(person) for person in people if person.has(Role.DEVELOPER))
    return SeedGroup(id=DEVELOPER_GROUP, handle="web-devs", name="Web developers", users=users)


def _channel(
    channel_id: str, name: str, people: Sequence[Person], *, topic: str = "", bot_is_member: bool = True
) -> SeedChannel:
    members = tuple(slack_id(person) for person in people)
    return SeedChannel(id=channel_id, name=name, members=members, topic=topic, bot_is_member=bot_is_member)
