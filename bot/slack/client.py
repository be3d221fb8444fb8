"""The Web API as Steward uses it: short time-outs, no retries of its own, one error class per reaction."""

import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.web import SlackResponse

from bot.domain.intake.ping_scope import LONGEST_HANDLE, UserGroup
from bot.domain.statuses import NO_STATUS, Status, status_told
from bot.domain.text import address
from bot.slack.calls import call
from bot.slack.connections import Connections
from bot.slack.errors import CardGone, NotThere, RateLimited, Rejected, ThreadGone, Unreachable
from bot.slack.files import Content, download, upload
from bot.slack.kept import KeptWebClient, KeptWebhookClient
from bot.slack.limits import Limits

TIMEOUT_SECONDS = 8
METADATA_EVENT = "steward_card"


@dataclass(frozen=True, kw_only=True)
class Posted:
    """Where a message stands."""

    channel: str
    ts: str


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What Slack knows of an account. `teams` are the workspaces to which it belongs."""

    slack_id: str
    email: str | None
    locale: str | None
    timezone: str | None
    is_deleted: bool
    teams: frozenset[str]
    is_bot: bool = False
    is_stranger: bool = False
    status: Status = NO_STATUS


def web_client(token: str, *, base_url: str) -> KeptWebClient:
    """A client that never repeats a call by itself: the outbox decides, so that nothing is said twice."""
    return KeptWebClient(
        token,
        connections=Connections(),
        base_url=base_url,
        timeout=TIMEOUT_SECONDS,
        retry_handlers=[],
        ssl=_trust(),
    )


@cache
def _trust() -> ssl.SSLContext:
    """Whom this machine trusts; without it, Python 3.11 reads every root certificate again with each call."""
    return ssl.create_default_context()


class Slack:
    """The calls that delivery and the people service make. Every method raises SlackFailure's kinds."""

    def __init__(self, client: WebClient, *, limits: Limits | None = None) -> None:
        self.client = client
        self.limits = limits or Limits(on=False)
        self._own_team = ""

    def _call(
        self, method: Callable[..., SlackResponse], *, soon: bool = False, **arguments: Any
    ) -> SlackResponse:
        """As `call`, within the limits. Raises HeldBack, too: then it was not called."""
        name = method.__name__.replace("_", ".")
        channel = arguments.get("channel")
        self.limits.take(name, channel=channel, soon=soon)
        try:
            return call(method, **arguments)
        except RateLimited as limit:
            self.limits.refused(name, channel=channel, seconds=limit.retry_after, reason=limit.reason)
            raise

    def post(
        self,
        channel: str,
        *,
        text: str,
        blocks: Sequence[dict[str, Any]],
        thread_ts: str | None,
        mark: str,
        soon: bool = False,
    ) -> Posted:
        """Post a message that carries `mark` in its metadata, by which `find` knows it again.

        `soon`: somebody waits for it.

        Raises ThreadGone where the parent was deleted: nothing was said then.
        """
        answer = self._call(
            self.client.chat_postMessage,
            soon=soon,
            channel=channel,
            text=text,
            blocks=blocks,
            thread_ts=thread_ts,
            metadata={"event_type": METADATA_EVENT, "event_payload": {"mark": mark}},
            unfurl_links=False,
            unfurl_media=False,
        )
        posted = Posted(channel=str(answer["channel"]), ts=str(answer["ts"]))
        said = answer.get("message")
        if thread_ts and said and said.get("thread_ts") != thread_ts:
            self._take_back(posted)
        return posted

    def _take_back(self, posted: Posted) -> None:
        # A reply to a deleted message lands at the channel's root. Source: slack.md, Sending.
        call(self.client.chat_delete, channel=posted.channel, ts=posted.ts)  # at once, whatever else is said
        raise ThreadGone("thread_not_there")

    def update(
        self, at: Posted, *, text: str, blocks: Sequence[dict[str, Any]], mark: str, soon: bool = False
    ) -> None:
        """Replace a message's content. Raises CardGone where somebody deleted it."""
        self._call(
            self.client.chat_update,
            soon=soon,
            channel=at.channel,
            ts=at.ts,
            text=text,
            blocks=blocks,
            metadata={"event_type": METADATA_EVENT, "event_payload": {"mark": mark}},
        )

    def delete(self, at: Posted) -> None:
        """Take a message of ours away. Raises CardGone where it is gone already."""
        self._call(self.client.chat_delete, channel=at.channel, ts=at.ts)

    def whisper(
        self, channel: str, *, to: str, text: str, blocks: Sequence[dict[str, Any]], thread_ts: str | None
    ) -> None:
        """Show a message to one person in a channel; it does not last."""
        self._call(
            self.client.chat_postEphemeral,
            channel=channel,
            user=to,
            text=text,
            blocks=blocks,
            thread_ts=thread_ts,
        )

    def replace(self, url: str, *, text: str, blocks: Sequence[dict[str, Any]]) -> None:
        """Put other words in place of a message that was clicked on. `url`: the click's `response_url`.

        Raises Unreachable, and Rejected where Slack does not let it be changed any more.
        """
        beside = KeptWebhookClient.beside(self._over_kept, url)
        try:
            answer = beside.send(text=text, blocks=blocks, replace_original=True)
        except (SlackClientError, OSError, HTTPException) as error:
            raise Unreachable(type(error).__name__) from None
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Unreachable(f"http_{answer.status_code}")
        if answer.status_code != HTTPStatus.OK or answer.body.strip() not in ("", "ok"):
            raise Rejected(f"http_{answer.status_code}")

    def open_view(self, trigger_id: str, *, view: dict[str, Any]) -> None:
        """Open a modal for whoever just clicked."""
        self._call(self.client.views_open, trigger_id=trigger_id, view=view)

    def publish_home(self, slack_id: str, *, view: dict[str, Any]) -> None:
        """Show a person their Home tab."""
        self._call(self.client.views_publish, user_id=slack_id, view=view)

    def find(self, channel: str, *, mark: str, thread_ts: str | None) -> Posted | None:
        """The message that carries `mark`, among the newest of a channel or all of a thread's first page."""
        if thread_ts:
            answer = self._call(
                self.client.conversations_replies,
                channel=channel,
                ts=thread_ts,
                limit=200,
                include_all_metadata=True,
            )
        else:
            answer = self._call(
                self.client.conversations_history,
                channel=channel,
                limit=200,
                include_all_metadata=True,
            )
        for message in answer["messages"]:
            metadata = message.get("metadata") or {}
            if metadata.get("event_payload", {}).get("mark") == mark:
                return Posted(channel=channel, ts=str(message["ts"]))
        return None

    def message(self, channel: str, ts: str) -> dict[str, Any] | None:
        """One message as it stands, at a channel's root or in a thread; None where it is gone."""
        only: dict[str, Any] = {"channel": channel, "oldest": ts, "latest": ts, "inclusive": True}
        found = self._call(self.client.conversations_history, **only, limit=1)["messages"] or []
        if not found:
            # In a thread: its root comes along. Source: Slack's documentation of conversations.replies.
            try:
                found = (
                    self._call(self.client.conversations_replies, **only, ts=ts, limit=2)["messages"] or []
                )
            except CardGone:
                return None
        return next((dict(each) for each in found if each["ts"] == ts), None)

    def fetch(self, file_id: str, *, limit: int) -> Content:
        """What is in a file, see bot.slack.files. Raises NoFile's kinds, too."""
        return download(self._over_kept, file_id, limit=limit)

    def send_file(
        self, channel: str, *, name: str, content: bytes, comment: str, thread_ts: str | None
    ) -> Posted:
        """Post a file. Slack does not tell where exactly it stands: it never is a card."""
        upload(
            self._over_kept,
            channel=channel,
            name=name,
            content=content,
            comment=comment,
            thread_ts=thread_ts,
        )
        return Posted(channel=channel, ts="")

    @property
    def _over_kept(self) -> KeptWebClient:
        assert isinstance(self.client, KeptWebClient)
        return self.client

    def direct_channel(self, slack_id: str) -> str:
        """The direct-message channel with a person."""
        answer = self._call(self.client.conversations_open, users=slack_id)
        return str(answer["channel"]["id"])

    def identity(self) -> SlackResponse:
        """Who we are to Slack, as auth.test answers."""
        return self._call(self.client.auth_test)

    def own_team(self) -> str:
        """The id of the workspace that Steward serves; asked for once."""
        if not self._own_team:
            self._own_team = str(self.identity()["team_id"])
        return self._own_team

    def channels(self) -> dict[str, str]:
        """Channel ids by name, of every channel that the bot can see."""
        return {channel["name"]: channel["id"] for channel in self._channels()}

    def memberships(self) -> dict[str, bool]:
        """Of every channel that the bot can see, by name and by id, whether it is in it."""
        return {
            name: bool(channel.get("is_member"))
            for channel in self._channels()
            for name in (channel["name"], channel["id"])
        }

    def _channels(self) -> Iterator[dict[str, Any]]:
        cursor: str | None = None
        while True:
            answer = self._call(
                self.client.conversations_list,
                types="public_channel,private_channel",
                exclude_archived=True,
                limit=200,
                cursor=cursor,
            )
            yield from answer["channels"]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    def joined(self, channel_id: str) -> str | None:
        """The name of a channel in which the bot is and can post; None of any other."""
        try:
            found = self._call(self.client.conversations_info, channel=channel_id)["channel"]
        except NotThere:
            return None
        is_in = found.get("is_member") and not found.get("is_archived")
        return str(found["name"]) if is_in else None

    def user_groups(self) -> list[UserGroup]:
        """The workspace's user groups that are in use, with their members."""
        answer = self._call(self.client.usergroups_list, include_users=True)
        return [
            UserGroup(
                slack_id=str(each["id"]),
                handle=str(each.get("handle") or each["id"])[:LONGEST_HANDLE],
                members=tuple(str(account) for account in each.get("users") or ()),
            )
            for each in answer["usergroups"]
            if not each.get("date_delete")
        ]

    def profile(self, slack_id: str) -> Profile:
        """A person's e-mail, language and time zone."""
        return read_profile(self._call(self.client.users_info, user=slack_id, include_locale=True)["user"])

    def profile_by_email(self, email: str) -> Profile | None:
        """The person with this e-mail, or None where the workspace has nobody such."""
        try:
            found = self._call(self.client.users_lookupByEmail, email=email)["user"]["id"]
        except NotThere:
            return None
        return self.profile(str(found))


def read_profile(user: dict[str, Any]) -> Profile:
    """A person as users.info and the events about people describe them."""
    elsewhere = (user.get("enterprise_user") or {}).get("teams") or []
    profile = user.get("profile") or {}
    return Profile(
        slack_id=str(user["id"]),
        email=address(str(profile.get("email") or "")) or None,
        locale=user.get("locale"),
        timezone=user.get("tz"),
        is_deleted=bool(user.get("deleted")),
        teams=frozenset(str(team) for team in (user.get("team_id"), *elsewhere) if team),
        is_bot=any(user.get(kind) for kind in ("is_bot", "is_workflow_bot", "is_connector_bot")),
        is_stranger=bool(user.get("is_stranger")),
        status=status_told(profile.get("status_emoji"), profile.get("status_expiration")),
    )
