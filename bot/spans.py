"""Spans for OpenTelemetry, where it is configured; nothing of it is loaded where it is not.

A span has a name of ours and at most a kind, a method or a number of ours: never a word that somebody wrote.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import Any, Protocol

from bot.errors import SetupError

CONFIGURED_BY = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""OpenTelemetry's own variables, which its libraries read themselves; these say that it is wanted."""


class Tracer(Protocol):
    """As OpenTelemetry has it."""

    def start_as_current_span(
        self, name: str, *, attributes: Any, record_exception: bool, set_status_on_exception: bool
    ) -> AbstractContextManager[Any]: ...


_tracer: Tracer | None = None


@contextmanager
def span(name: str, **attributes: str | int) -> Iterator[None]:
    """What is done inside of it is one span, within that which is open. Of an exception nothing is kept: its
    words may be somebody's.
    """
    if _tracer is None:
        yield
        return
    given = {f"steward.{key}": value for key, value in attributes.items()}
    with _tracer.start_as_current_span(
        name, attributes=given, record_exception=False, set_status_on_exception=False
    ):
        yield


def trace_with(tracer: Tracer | None) -> None:
    """Hand every span to this one; to nobody with None."""
    global _tracer
    _tracer = tracer


def configure_spans(*, version: str) -> Callable[[], None]:
    """Send spans where OpenTelemetry's variables say; returns what sends the last of them.

    Raises SetupError where they say so and its libraries are not there.
    """
    if os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true" or not any(
        os.environ.get(name) for name in CONFIGURED_BY
    ):
        return lambda: None
    try:
        sdk, export, resources, exporter = (
            import_module(f"opentelemetry.{name}")
            for name in (
                "sdk.trace",
                "sdk.trace.export",
                "sdk.resources",
                "exporter.otlp.proto.http.trace_exporter",
            )
        )
    except ImportError:
        raise SetupError(
            f"{CONFIGURED_BY[0]} is set, but OpenTelemetry is not there. Install: steward[telemetry]"
        ) from None
    named = {"service.name": os.environ.get("OTEL_SERVICE_NAME", "steward"), "service.version": version}
    provider = sdk.TracerProvider(resource=resources.Resource.create(named))
    provider.add_span_processor(export.BatchSpanProcessor(exporter.OTLPSpanExporter()))
    trace_with(provider.get_tracer("steward", version))

    def end() -> None:
        trace_with(None)
        provider.shutdown()

    return end
