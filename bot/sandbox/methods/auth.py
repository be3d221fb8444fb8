"""api.test, auth.test, apps.connections.open, team.info, bots.info."""

from bot.sandbox.errors import SlackError
from bot.sandbox.methods.arguments import Request
from bot.sandbox.state.shapes import bot_profile
from bot.sandbox.state.workspace import Json


def api_test(request: Request) -> Json:
    """Answers with what it was sent."""
    if request.has("error"):
        raise SlackError(request.text("error"), args=request.arguments)
    return {"args": request.arguments} if request.arguments else {}


def auth_test(request: Request) -> Json:
    """Who the bot token belongs to."""
    workspace = request.context.workspace
    return {
        "url": f"{workspace.public_url}/",
        "team": workspace.team_name,
        "user": workspace.bot.name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(request: Request) -> Json:
    """A single-use WebSocket URL."""
    context = request.context
    base = context.workspace.public_url.replace("http", "ws", 1)
    return {"url": f"{base}/link/?ticket={context.app.ticket()}&app_id={context.workspace.app_id}"}


def team_info(request: Request) -> Json:
    """The workspace."""
    workspace = request.context.workspace
    if request.has("team") and request.text("team") != workspace.team_id:
        raise SlackError("team_not_found")
    team = {
        "id": workspace.team_id,
        "name": workspace.team_name,
        "url": f"{workspace.public_url}/",
        "domain": workspace.team_domain,
        "email_domain": "",
        "icon": {"image_default": True},
    }
    return {"team": team}


def bots_info(request: Request) -> Json:
    """The app's bot."""
    workspace = request.context.workspace
    if request.has("bot") and request.text("bot") != workspace.bot_id:
        raise SlackError("bot_not_found")
    return {"bot": {**bot_profile(workspace), "user_id": workspace.bot_user_id}}
