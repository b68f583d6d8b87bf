import logging
import time

logger = logging.getLogger(__name__)


def wait_for(cache) -> bool:
    for attempt in range(3):
        try:
            cache.ping()
        except Exception:  # expect: LOG009/warning
            continue
    start = time.monotonic()
    while time.monotonic() - start < 60:
        try:
            if cache.ping():
                return True
        except Exception:  # expect: LOG009/suggestion "" "where the waiting ends"
            pass
        logger.info("waiting")
        time.sleep(1)
    logger.error("no cache")
    return False
