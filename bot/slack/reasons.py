"""Every reason that Slack gives for not doing something, and what it is: one table, no `if` elsewhere."""

from collections.abc import Mapping
from enum import StrEnum


class Reason(StrEnum):
    """What a reason is, and so what is done about it."""

    TRANSIENT = "transient"
    """Gone in a moment: tried again by itself, as often as it takes."""
    PERSON = "person"
    """The person cannot be reached; mended by whoever invites them or opens their account again."""
    CHANNEL = "channel"
    """The conversation is missing, closed or archived; mended by whoever makes it anew."""
    MEMBERSHIP = "membership"
    """The bot is not in the channel; mended by whoever invites it."""
    ACCESS = "access"
    """A token, a permission or a setting of the app; mended by whoever installed it."""
    POLICY = "policy"
    """A rule or a limit of the workspace; mended by whoever runs Slack."""
    WAITS = "waits"
    """The message waits for another one, which is held up for a reason of its own."""
    CARD = "card"
    """The message to be changed cannot be changed any more: it is posted anew."""
    MOOT = "moot"
    """There is nobody to tell, or no use in telling; nothing to mend."""
    OURS = "ours"
    """The call was wrong: an error of Steward's."""


MENDABLE = frozenset(
    {Reason.PERSON, Reason.CHANNEL, Reason.MEMBERSHIP, Reason.ACCESS, Reason.POLICY, Reason.WAITS}
)
"""What somebody can mend, or somebody's joining does: such messages are taken up again."""

_NAMES: Mapping[Reason, tuple[str, ...]] = {
    Reason.TRANSIENT: (
        "external_channel_migrating",
        "fatal_error",
        "file_update_failed",
        "internal_error",
        "list_record_comment_fetch_failed",
        "request_timeout",
        "rollup_error",
        "service_unavailable",
        "streaming_state_conflict",
        "team_added_to_org",
        "update_failed",
    ),
    Reason.PERSON: (
        "cannot_dm_bot",
        "invalid_user_combination",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    ),
    Reason.CHANNEL: (
        "channel_is_limited_access",
        "channel_not_found",
        "is_archived",
        "is_inactive",
    ),
    Reason.MEMBERSHIP: ("not_in_channel",),
    Reason.ACCESS: (
        "access_denied",
        "canvas_disabled_file_team",
        "canvas_disabled_user_team",
        "canvas_globally_disabled",
        "account_inactive",
        "app_access_restricted",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "forbidden_team",
        "invalid_auth",
        "messages_tab_disabled",
        "missing_args",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "not_enabled",
        "org_login_required",
        "team_access_not_granted",
        "team_not_found",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    ),
    Reason.POLICY: (
        "accesslimited",
        "cannot_reply_to_message",
        "cant_broadcast_message",
        "message_limit_exceeded",
        "posting_to_channel_denied",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "blocked_file_type",
        "channels_limit_exceeded",
        "file_type_not_allowed",
        "file_upload_size_restricted",
        "file_uploads_disabled",
        "file_uploads_except_images_disabled",
        "storage_limit_reached",
        "slack_connect_blocked_file_type",
        "slack_connect_canvas_sharing_blocked",
        "slack_connect_clip_sharing_blocked",
        "slack_connect_file_link_sharing_blocked",
        "slack_connect_file_upload_sharing_blocked",
        "slack_connect_lists_sharing_blocked",
        "thread_locked",
    ),
    Reason.WAITS: ("thread_not_there",),
    Reason.CARD: (
        "block_mismatch",
        "cant_update_message",
        "edit_window_closed",
        "message_not_found",
        "thread_not_found",
    ),
    Reason.MOOT: (
        "already_reacted",
        "cant_delete_message",
        "person_left",
        "too_many_emoji",
        "too_many_reactions",
        "not_reactable",
        "no_access",
        "user_not_in_channel",
        # Of forms: whoever clicked is told in words, and clicks again.
        "duplicate_external_id",
        "exchanged_trigger_id",
        "expired_trigger_id",
        "hash_conflict",
        "invalid_trigger_id",
        "not_found",
        "push_limit_reached",
    ),
    Reason.OURS: (
        "alt_txt_too_large",
        "as_user_not_supported",
        "attachment_payload_limit_exceeded",
        "bad_timestamp",
        "deprecated_endpoint",
        "draft_already_deleted",
        "draft_already_sent",
        "draft_has_conflict",
        "draft_not_found",
        "duplicate_channel_not_found",
        "duplicate_message_not_found",
        "file_deleted",
        "file_is_deleted",
        "file_not_found",
        "file_share_limit_reached",
        "insecure_request",
        "invalid_arg_name",
        "invalid_arguments",
        "invalid_array_arg",
        "invalid_attachments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_channel",
        "invalid_charset",
        "invalid_cursor",
        "invalid_form_data",
        "invalid_limit",
        "invalid_metadata_filter_keys",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "invalid_name",
        "invalid_post_type",
        "invalid_ts_latest",
        "invalid_ts_oldest",
        "invalid_types",
        "markdown_text_conflict",
        "max_file_sharing_exceeded",
        "metadata_must_be_sent_from_app",
        "metadata_too_large",
        "method_deprecated",
        "method_not_supported_for_channel_type",
        "missing_argument",
        "missing_file_data",
        "missing_post_type",
        "missing_profile_id",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_dual_broadcast_content_update",
        "no_item_specified",
        "no_text",
        "not_enough_users",
        "not_visible",
        "snippet_too_large",
        "template_not_visible",
        "unknown_snippet_type",
        "unknown_subtype",
        "not_implemented",
        "send_on_behalf_not_allowed",
        "too_many_attachments",
        "too_many_contact_cards",
        "too_many_users",
        "unable_to_share_files",
        "unknown_method",
        "users_list_not_supplied",
        "view_too_large",
    ),
}

REASONS: Mapping[str, Reason] = {name: reason for reason, names in _NAMES.items() for name in names}
"""By Slack's name (and ours: person_left, thread_not_there). Source: the errors that Slack documents
for the methods that are called, and those that any method may answer with."""

RATE_LIMITS = frozenset({"ratelimited", "rate_limited"})
"""Not refusals: Slack says when to come again."""

MENDED = frozenset(name for name, reason in REASONS.items() if reason in MENDABLE)
"""The reasons for which what was parked is taken up again."""


def reason_of(name: str) -> Reason:
    """What a reason is; one that nobody has heard of is somebody's policy: it is tried again and told."""
    return REASONS.get(name, Reason.POLICY)
