"""Every listener, registered in one place."""

from slack_bolt import App

from handlers import errors
from handlers.reviews import approval


def register_all(app: App) -> None:
    """Attach each conversation's listeners."""
    for conversation in (errors, approval):
        conversation.register(app)
