"""The page's controls, which are nobody's in the workspace: its people, the bot's clock, faults."""

import asyncio
from datetime import UTC, datetime

from starlette.requests import Request as HttpRequest

from bot.sandbox.errors import ClientRefusal
from bot.sandbox.people.admin import change_user
from bot.sandbox.people.client_views import person_shape
from bot.sandbox.people.requests import Handler, sent
from bot.sandbox.state.context import Context
from bot.sandbox.state.seed import ClockControl
from bot.sandbox.state.workspace import Json


class Controls:
    """One handler for each control."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def handlers(self) -> list[tuple[str, str, Handler]]:
        """Method, address, handler."""
        return [
            ("GET", "/client/people", self.people),
            ("POST", "/client/people/{user}", self.change_person),
            ("GET", "/client/quiet", self.quiet),
            ("GET", "/client/clock", self.clock),
            ("POST", "/client/clock", self.move_clock),
            ("GET", "/client/faults", self.faults),
            ("POST", "/client/faults", self.set_faults),
        ]

    async def people(self, _: HttpRequest) -> list[Json]:
        """Everybody, the bot last."""
        users = [*self._context.workspace.people(), self._context.workspace.bot]
        return [person_shape(each) for each in users]

    async def change_person(self, http: HttpRequest) -> Json:
        """Change a person's locale, tz, title, name or deleted; the app hears of it."""
        user = self._context.workspace.users.get(http.path_params["user"])
        if user is None:
            raise ClientRefusal("There is no such person", 404)
        change_user(self._context, user, await sent(http))
        return {"ok": True, "user": person_shape(user)}

    async def quiet(self, _: HttpRequest) -> Json:
        """How many payloads the app has not acknowledged yet."""
        return {"in_flight": self._context.app.unacknowledged}

    async def clock(self, _: HttpRequest) -> Json:
        """The bot's time and where it can jump."""
        if self._context.clock is None:
            raise ClientRefusal("This workspace has no clock", 404)
        return await asyncio.to_thread(clock_shape, self._context.clock)

    async def move_clock(self, http: HttpRequest) -> Json:
        """Move time; answers when everything that fell due has run."""
        clock, body = self._context.clock, await sent(http)
        if clock is None:
            raise ClientRefusal("This workspace has no clock", 404)
        jumps = {each.id: each.to for each in await asyncio.to_thread(clock.jumps)}
        try:
            to = jumps[body["jump"]] if "jump" in body else datetime.fromisoformat(str(body.get("to")))
        except (KeyError, ValueError):
            raise ClientRefusal("There is no such place in time") from None
        if to.tzinfo is None:
            to = to.replace(tzinfo=UTC)
        await asyncio.to_thread(clock.move_to, to)
        self._context.stream.tell_everybody("clock")
        return await asyncio.to_thread(clock_shape, clock)

    async def faults(self, _: HttpRequest) -> Json:
        """Which faults are on."""
        return self._context.faults.snapshot()

    async def set_faults(self, http: HttpRequest) -> Json:
        """Switch faults on or off."""
        body, faults = await sent(http), self._context.faults
        if body.get("clear"):
            faults.clear()
        if "latency_ms" in body:
            faults.latency_seconds = float(body["latency_ms"]) / 1000
        if "error_rate" in body:
            faults.error_rate = float(body["error_rate"])
        if "refuse_all" in body:
            faults.refuse_all = int(body["refuse_all"]) if body["refuse_all"] else None
        plan = body.get("fail")
        if plan:
            status, count = int(plan.get("status", 500)), int(plan.get("count", 1))
            faults.fail_next(plan.get("method") or "*", count, status, int(plan.get("retry_after", 1)))
        drop = body.get("drop")
        if drop:
            faults.drop_connections(drop.get("method") or "*", int(drop.get("count", 1)))
        if body.get("cut_sockets"):
            faults.drop_sockets()
        if body.get("disconnect"):
            faults.send_disconnect(str(body["disconnect"]))
        return faults.snapshot()


def clock_shape(clock: ClockControl) -> Json:
    """The clock for the page; may ask the bot, so it runs off the event loop."""
    jumps = [
        {"id": each.id, "label": each.label, "labels": dict(each.labels), "to": each.to.isoformat()}
        for each in clock.jumps()
    ]
    return {"now": clock.now().isoformat(), "jumps": jumps}
