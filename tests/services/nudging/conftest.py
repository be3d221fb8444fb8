"""The sender, for reminders that it could not send in time."""

from tests.delivery.conftest import post

__all__ = ["post"]
