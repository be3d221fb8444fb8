"""The Slack app manifest: what Steward asks of a workspace, and nothing more."""

from typing import Any

SCOPES = (
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "reactions:read",
    "reactions:write",
    "users:read",
    "users:read.email",
)
"""What the bot token may do. A test holds each of them against the methods and events that need it."""

BOT_EVENTS = (
    "app_home_opened",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "team_join",
    "user_change",
)
"""Only what is listened to: Slack repeats an event that nobody takes. Source: slack.md, Acknowledging."""

COMMANDS: tuple[dict[str, Any], ...] = (
    {
        "command": "/review",
        "description": "Your review, your team's, feedback, or opening a cycle",
        "usage_hint": "[feedback @name | open 2026Q4 | status]",
        # Whom feedback is about comes with their id: two colleagues may have one name.
        "should_escape": True,
    },
    {
        "command": "/intake",
        "description": "The website desk: what waits, who is on duty",
        "usage_hint": "[duty | help]",
        # Colleagues are named by their ids: two may have one name.
        "should_escape": True,
    },
    {
        "command": "/website-issue",
        "description": "Tell the product manager what is wrong with the website",
        "usage_hint": "[what happened]",
        "should_escape": False,
    },
)

SHORTCUTS: tuple[dict[str, str], ...] = (
    {
        "name": "Send to product manager",
        "type": "message",
        "callback_id": "send_to_product_manager",
        "description": "Make a website request of this message",
    },
    {
        "name": "Save as evidence",
        "type": "message",
        "callback_id": "save_as_evidence",
        "description": "Keep this message for your self-score; only you see it",
    },
    {
        "name": "Evidence pocket",
        "type": "global",
        "callback_id": "evidence_pocket",
        "description": "What you keep for your self-score",
    },
    {
        "name": "Report a website issue",
        "type": "global",
        "callback_id": "report_website_issue",
        "description": "Tell the product manager what is wrong with the website",
    },
    {
        "name": "Feedback on this message",
        "type": "message",
        "callback_id": "feedback_on_message",
        "description": "Tell its author what you saw, and what came of it",
    },
    {
        "name": "Give feedback",
        "type": "global",
        "callback_id": "give_feedback",
        "description": "To a colleague, or a suggestion to your head of department",
    },
)


def manifest(*, request_url: str | None = None) -> dict[str, Any]:
    """The manifest, schema 2.0.0. Without `request_url` Slack speaks over Socket Mode, with it over HTTP."""
    over_http = {"request_url": request_url} if request_url else {}
    at_url = {"url": request_url} if request_url else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {
            "name": "Steward",
            "description": "Carries reviews and website requests, one clear step at a time",
            "background_color": "#1d4f4a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Steward", "always_online": True},
            "shortcuts": [dict(shortcut) for shortcut in SHORTCUTS],
            "slash_commands": [{**command, **at_url} for command in COMMANDS],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**over_http, "bot_events": list(BOT_EVENTS)},
            "interactivity": {"is_enabled": True, **over_http},
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }
