"""Logging: one JSON object a line on standard output."""

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class JsonFormatter(logging.Formatter):
    """Writes a record as the JSON that Cloud Logging understands."""

    def format(self, record: logging.LogRecord) -> str:
        """Renders one record.

        Args:
            record (logging.LogRecord): What was logged.

        Returns:
            str: One line of JSON.
        """
        entry = {
            "severity": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "request_id": request_id.get(),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry)


def configure_logging(level: str) -> None:
    """Installs the JSON formatter on the root logger.

    Args:
        level (str): The lowest level that is written.
    """
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter())
    audit = logging.FileHandler("audit.log")
    root = logging.getLogger()
    root.handlers = [handler, audit]
    root.setLevel(level)
