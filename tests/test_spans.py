"""Spans: what is in what, and no word of anybody in them; nothing is loaded where nobody asks for them."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from bot import spans
from bot.errors import SetupError
from tests.handlers.conftest import Door, door  # noqa: F401 - a fixture
from tests.handlers.test_context import MENTION

sdk = pytest.importorskip("opentelemetry.sdk.trace")
export = pytest.importorskip("opentelemetry.sdk.trace.export")
memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")


@pytest.fixture
def exported() -> Iterator[Any]:
    kept = memory.InMemorySpanExporter()
    provider = sdk.TracerProvider()
    provider.add_span_processor(export.SimpleSpanProcessor(kept))
    spans.trace_with(provider.get_tracer("steward"))
    yield kept
    spans.trace_with(None)
    provider.shutdown()


def test_a_request_holds_its_transactions_and_calls_and_no_word(door: Door, exported: Any) -> None:  # noqa: F811
    def heard(event: dict[str, Any]) -> None:
        raise ValueError(event["text"])

    door.app.event("message")(heard)
    door.event({**MENTION, "user": "U0STRANGER"})
    door.event(MENTION, event_id="Ev2")

    found = exported.get_finished_spans()
    names = {each.context.span_id: each.name for each in found}
    within = {(each.name, names.get(each.parent.span_id) if each.parent else None) for each in found}
    assert {("request", None), ("transaction", "request"), ("slack", "request")} <= within
    methods = {each.attributes.get("steward.method") for each in found if each.name == "slack"}
    assert {"auth.test", "users.info"} <= methods
    everything = " ".join(each.to_json() for each in found)
    for word in ("hello", "U0CHEN", "U0STRANGER", "Chen"):
        assert word not in everything


def test_what_is_wanted_and_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)

    with pytest.raises(SetupError, match=r"steward\[telemetry\]"):
        spans.configure_spans(version="1")


def test_what_is_configured_is_switched_on_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
    end = spans.configure_spans(version="1")
    assert spans._tracer is not None
    end()
    assert spans._tracer is None
