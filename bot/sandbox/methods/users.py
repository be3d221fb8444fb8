"""users.* and usergroups.*."""

from bot.sandbox.errors import SlackError
from bot.sandbox.methods.access import known_user
from bot.sandbox.methods.arguments import Request, page
from bot.sandbox.state.shapes import group_object, user_object
from bot.sandbox.state.workspace import Json


def _with_email(request: Request) -> bool:
    return "users:read.email" in request.context.workspace.manifest.scopes


def info(request: Request) -> Json:
    """users.info; locale only when asked for, e-mail only with its scope."""
    user = known_user(request)
    locale = request.flag("include_locale")
    workspace = request.context.workspace
    return {"user": user_object(workspace, user, with_email=_with_email(request), with_locale=locale)}


def list_users(request: Request) -> Json:
    """users.list, deactivated people included."""
    workspace = request.context.workspace
    found, metadata = page(request, list(workspace.users.values()), default=1000)
    locale = request.flag("include_locale")
    email = _with_email(request)
    members = [user_object(workspace, each, with_email=email, with_locale=locale) for each in found]
    return {"members": members, "cache_ts": workspace.timestamps.seconds(), "response_metadata": metadata}


def lookup_by_email(request: Request) -> Json:
    """users.lookupByEmail; the deactivated, and people of other workspaces, are not found."""
    wanted = request.required("email").strip().lower()
    workspace = request.context.workspace
    for user in sorted(workspace.users.values(), key=lambda each: each.is_bot):
        of_ours = workspace.team_id in (workspace.team_of(user), *user.enterprise_teams)
        if user.email.lower() == wanted and of_ours and not user.deleted:
            return {"user": user_object(workspace, user, with_email=True)}
    raise SlackError("users_not_found")


def profile_get(request: Request) -> Json:
    """users.profile.get; the caller's own when no user is named."""
    workspace = request.context.workspace
    user = known_user(request) if request.has("user") else workspace.bot
    profile: Json = user_object(workspace, user, with_email=_with_email(request))["profile"]
    return {"profile": {**profile, "fields": {}}}


def usergroups_list(request: Request) -> Json:
    """usergroups.list, by name; those that were disabled only when asked for, people and numbers likewise."""
    workspace = request.context.workspace
    found = [
        each
        for each in sorted(workspace.groups.values(), key=lambda group: group.name)
        if not each.deleted_at or request.flag("include_disabled")
    ]
    users, count = request.flag("include_users"), request.flag("include_count")
    return {"usergroups": [group_object(workspace, each, users=users, count=count) for each in found]}


def usergroups_users_list(request: Request) -> Json:
    """usergroups.users.list; a group that was disabled is found only when asked for."""
    group = request.context.workspace.groups.get(request.required("usergroup"))
    if group is None or (group.deleted_at and not request.flag("include_disabled")):
        raise SlackError("no_such_subteam")
    return {"users": list(group.users)}
