"""structlog: JSON in production, readable lines at a terminal; never scores, evidence or message text."""

import logging
import sys
import threading
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter

from bot.traces import trace

log = structlog.get_logger()

NOISY = ("slack_sdk", "slack_bolt", "urllib3", "apscheduler", "alembic", "uvicorn")
"""These log request bodies or addresses below WARNING; both may hold what somebody wrote."""


def configure_logs(style: str = "auto") -> None:
    """`style` is `json`, `text`, or `auto`: text at a terminal, JSON elsewhere.

    What nobody catches is logged too, and of every exception only its class and its frames.
    """
    readable = style == "text" or (style == "auto" and sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_words,
    ]
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[*shared, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = _ToStandardError()
    handler.addFilter(_is_fit_to_print)
    handler.setFormatter(
        _Formatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    logging.raiseExceptions = False  # a line that cannot be written must not print its arguments instead
    for noisy in NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    _hear_what_nobody_catches()


def _is_fit_to_print(record: logging.LogRecord) -> bool:
    """Bolt gives its loggers the root's level, whatever the one above them has."""
    return record.levelno >= logging.WARNING or record.name.split(".")[0] not in NOISY


class _ToStandardError(logging.StreamHandler[TextIO]):
    """Writes to whatever standard error is by then: a command may be run in a process that goes on."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stderr


class _Formatter(ProcessorFormatter):
    """Takes the words of exceptions out of what libraries log, which mix them into their sentences."""

    def format(self, record: logging.LogRecord) -> str:
        if not isinstance(record.msg, dict) and _is_about_an_exception(record):
            record = logging.makeLogRecord(record.__dict__)
            # With arguments the sentence itself is the library's; without, it may be put together already.
            place = f"{record.module}.{record.funcName}:{record.lineno}"
            record.msg, record.args = str(record.msg) if record.args else place, ()
        return super().format(record)


def _is_about_an_exception(record: logging.LogRecord) -> bool:
    if record.exc_info or isinstance(record.msg, BaseException) or sys.exc_info()[1] is not None:
        return True
    given = record.args.values() if isinstance(record.args, dict) else record.args or ()
    return any(isinstance(each, BaseException) for each in given)


def _without_words(
    _logger: Any, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """A structlog processor: of an exception there is `exception`, a trace, and nothing else."""
    error = _raised(event.pop("exc_info", None), level=method)
    for name, value in event.items():
        if isinstance(value, BaseException):
            event[name] = type(value).__name__
    if error is not None and "exception" not in event:
        event["exception"] = trace(error)
    return event


def _raised(exc_info: Any, *, level: str) -> BaseException | None:
    """The exception that a line is about: the one it names, else the one that an error is logged under."""
    if isinstance(exc_info, BaseException):
        return exc_info
    if isinstance(exc_info, tuple):
        return exc_info[1] if isinstance(exc_info[1], BaseException) else None
    return sys.exc_info()[1] if exc_info or level in ("error", "critical", "exception") else None


def _hear_what_nobody_catches() -> None:
    # Only where nobody else listens (a debugger, a test runner): they have their reasons.
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = _on_uncaught
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = _on_uncaught_in_thread
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _on_unraisable


def _on_uncaught(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, at)
    else:
        log.critical("uncaught", exc_info=error)


def _on_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
        log.critical("uncaught", thread=args.thread.name if args.thread else None, exc_info=args.exc_value)


def _on_unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        log.error("unraisable", exc_info=args.exc_value)
