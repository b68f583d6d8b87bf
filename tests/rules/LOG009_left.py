# --- app/work.py
import asyncio
import logging
import sys

import httpx
from sqlalchemy.exc import OperationalError

log = logging.getLogger(__name__)


async def stop(task):
    task.cancel()
    try:
        await task
    except (asyncio.CancelledError, Exception):
        pass
    try:
        await work(task)
    except Exception:  # expect: LOG009/warning "throws the exception away" "log the rest: `log.exception("
        pass


def migrate(db):
    try:
        db.execute("ALTER TABLE orders ADD COLUMN note TEXT")
    except OperationalError:
        pass


def count(metrics, db):
    try:
        metrics.record_hit("orders")
    except Exception:  # expect: LOG009/suggestion "throws" "What is measured there"
        pass
    try:
        work(db)
    except OperationalError:
        return None  # the table is made by the first order
    try:
        work(db)
    except OperationalError:  # expect: LOG009/warning "`except OperationalError`" "looks like one that has nothing"
        return None
    try:
        work(db)
    except Exception:  # nosec B110 - best effort only
        # above expect: LOG009/suggestion
        pass
    try:
        work(db)
    except Exception:  # noqa: S110, BLE001
        # above expect: LOG009/warning
        pass


def save(db):
    try:
        work(db)
    except Exception:
        log.exception("not saved")
        try:
            db.invalidate_all()
        except Exception:
            pass
        raise


def clean(folder):
    """Best effort: the folder may be used by others."""
    try:
        if folder.exists():
            folder.rmdir()
    except Exception:
        pass
    try:
        log.info("cleaned %s", folder)
    except Exception:
        pass
    try:
        work(folder)
    except Exception:  # expect: LOG009/suggestion
        pass


class Rows(logging.Handler):
    def emit(self, record):
        try:
            work(record)
        except Exception:  # expect: LOG009 "throws" "on standard error"
            pass


def work(db):
    return db


def end(task):
    try:
        from app.tracing import shutdown_tracing

        shutdown_tracing()
    except Exception:
        pass
    try:
        task.result()
    except Exception:
        pass
    try:
        remove_user(task)
    except Exception:  # expect: LOG009/warning
        pass


def remove_user(user):
    return user
# --- app/quiet.py
def load(path):
    try:
        return open(path).read()
    except Exception:  # expect: LOG009 "throws" "with `import logging` and `logger = logging.getLogger(__name__)` at the top"
        return None
# --- scripts/fill.py
def load(path):
    try:
        return open(path).read()
    except Exception:  # expect: LOG009 "throws" "let the rest end the program"
        return None
# --- app/breaker.py
def opened(tool: str) -> None:
    try:
        from app.metrics import breaker_counter

        breaker_counter.labels(tool=tool).inc()
    except Exception:  # expect: LOG009/suggestion "throws"
        pass
