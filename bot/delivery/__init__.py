"""Outbox → messages → Slack: what was announced is said once, in order, and survives a crash."""

from bot.delivery.outgoing import Outgoing, Route, Routes, Snapshot
from bot.delivery.worker import Delivery

__all__ = ["Delivery", "Outgoing", "Route", "Routes", "Snapshot"]
