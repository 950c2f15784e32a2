"""Structured logs: words in development, one JSON object a line elsewhere; what looks like a secret is blanked."""

from __future__ import annotations

import logging
import logging.config
import re
from collections.abc import MutableMapping
from typing import Any

import structlog
from prometheus_client import Counter

errors = Counter("dreamtable_errors", "Faults of the server that were logged, by the logger.", ["logger"])
SECRET_NAME = re.compile(r"password|secret|token|ticket|authorization|cookie|csrf|api_key|refresh|access_key", re.I)
SECRET_VALUE = re.compile(
    r"(Bearer\s+|(?:ticket|token|code)=|/(?:join|displays?|speaker|remotes|invites|calendar)/|/reset/[^/\s]+/)[^\s&/\"']+",
    re.I,
)


class Faults(logging.Handler):
    """Counts what is logged as an error; what it says is for the other handlers."""

    def emit(self, record: logging.LogRecord) -> None:
        errors.labels(record.name).inc()


def blank_secrets(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if SECRET_NAME.search(key):
            event[key] = "…"
        elif isinstance(value, str):
            event[key] = SECRET_VALUE.sub(r"\1…", value)
    return event


def configure(options: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: `options` is {"level", "json"}."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        blank_secrets,
    ]
    last: Any = structlog.processors.JSONRenderer() if options["json"] else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "structured": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
                }
            },
            "handlers": {
                "stderr": {"class": "logging.StreamHandler", "formatter": "structured"},
                "faults": {"class": "config.logs.Faults", "level": "ERROR"},
            },
            "root": {"handlers": ["stderr", "faults"], "level": "WARNING"},
            "loggers": {
                "dreamtable": {"level": options["level"]},
                "django.request": {"level": "ERROR"},
                "django.channels.server": {"level": "WARNING"},
            },
        }
    )
