"""Every listener, registered in one place."""

from slack_bolt import App

from handlers import errors


def register_all(app: App) -> None:
    """Attach each conversation's listeners."""
    for conversation in (errors,):
        conversation.register(app)
