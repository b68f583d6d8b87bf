import asyncio
import contextlib
import logging

import httpx
import psycopg2
from sqlalchemy.exc import SQLAlchemyError as DatabaseProblem

logger = logging.getLogger(__name__)

try:
    import orjson
except Exception:
    orjson = None

try:
    import ujson
except Exception:
    pass


def silent(path, items, cursor):
    try:
        cursor.execute("select 1")
    except:
#   ^^^^^^ expect: LOG009 "`except` throws the exception away"
        pass
    try:
        return parse(path)
    except Exception:
#   ^^^^^^^^^^^^^^^^ expect: LOG009 "`except Exception`" "parse failed"
        return None
    for item in items:
        try:
            parse(item)
        except (ValueError, Exception) as error:  # expect: LOG009
            continue
    try:
        parse(path)
    except BaseException:  # expect: LOG009
        ...
    try:
        cursor.execute("select 1")
    except psycopg2.Error:  # expect: LOG009
        pass
    try:
        cursor.execute("select 1")
    except DatabaseProblem:  # expect: LOG009
        return
    try:
        parse(path)
    except Exception:  # expect: LOG009
        # the cache is only there to be fast
        pass


async def silent_async(client: httpx.AsyncClient):
    try:
        await client.get("https://example.com")
    except httpx.HTTPError:  # expect: LOG009
        return None


def good(path, items, cursor, task):
    try:
        return parse(path)
    except FileNotFoundError:
        return None
    except (KeyError, ValueError):
        pass
    except ImportError:
        pass
    with contextlib.suppress(FileNotFoundError):
        parse(path)
    try:
        parse(path)
    except Exception:
        logger.exception("x")
        return None
    try:
        parse(path)
    except Exception:
        return []
    try:
        parse(path)
    except Exception:
        raise
    try:
        cursor.close()
    except Exception:
        pass


async def cancelled(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    try:
        await task.aclose()
    except Exception:
        pass


class Thing:
    def __del__(self):
        try:
            parse(self)
        except Exception:
            pass


def parse(path):
    return path
# --- app/flights.py
def find(cache, path: str):
    try:
        return cache.get(path)
    except Exception:  # expect: LOG009/suggestion
        pass

    # Fall back to the registry if the cache is unavailable
    return path


def read(cache, path: str):
    try:
        return cache.get(path)
    except Exception:  # expect: LOG009/warning
        pass

    # The registry knows all paths
    return path


def leave(socket) -> None:
    try:
        if socket.closed:
            return
        socket.close()
    except Exception:
        pass


def skip(message, find) -> None:
    try:
        if find(message):
            return
    except Exception:  # expect: LOG009/warning
        pass


def hang_up(mailbox) -> None:
    try:
        mailbox.logout()
    except Exception:
        pass
# --- app/prices.py
import logging

logger = logging.getLogger(__name__)


class Prices:
    async def price(self, name: str):
        try:
            return await self.cache.get(name)
        except Exception:  # expect: LOG009 "" "cache.get failed"
            pass
        try:
            rows = await self.rows(name)
            return rows[0].price
        except Exception:  # expect: LOG009 "" "price went on after an error"
            pass
        return 0

    async def rows(self, name: str):
        try:
            found = await self.pool.fetch("select price from prices where name = $1", name)
            return [one for one in found if one.is_open()]
        except Exception:  # expect: LOG009 "" "rows failed"
            return None
