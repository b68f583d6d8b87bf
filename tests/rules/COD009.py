import asyncio
import logging
import sys
import traceback

import sentry_sdk

logger = logging.getLogger(__name__)

try:
    import orjson
except Exception:
    orjson = None


def broad(order, results):
    try:
        order.save()
    except Exception:
#   ^^^^^^^^^^^^^^^^ expect: COD009 "`except Exception` neither raises nor logs the traceback"
        return 0
    try:
        order.save()
    except (ValueError, BaseException) as error:  # expect: COD009
        results["error"] = str(error)
    try:
        order.save()
    except Exception as error:  # expect: COD009 "only a warning"
        logger.warning("not saved: %s", error)
    try:
        order.save()
    except Exception as error:  # expect: COD009
        print(error)
        results.append(f"{error}")
    try:
        order.save()
    except:
#   ^^^^^^ expect: COD009 "also catches KeyboardInterrupt and SystemExit"
        logger.exception("x")
    try:
        order.save()
    except:  # expect: COD009
        pass


async def broad_async(order, notify):
    try:
        await order.save()
    except Exception:  # expect: COD009
        await notify("failed")

        def later():
            raise ValueError


def good(order, results, future, handle):
    try:
        order.save()
    except ValueError:
        return 0
    try:
        order.save()
    except Exception:
        order.undo()
        raise
    try:
        order.save()
    except:
        order.undo()
        raise
    try:
        order.save()
    except Exception as error:
        raise RuntimeError("x") from error
    try:
        order.save()
    except Exception:
        logger.exception("x")
        return 0
    try:
        order.save()
    except Exception:
        logger.warning("x", exc_info=True)
    try:
        order.save()
    except Exception as error:
        future.set_exception(error)
    try:
        order.save()
    except Exception as error:
        handle(error=error)
    try:
        order.save()
    except Exception as error:
        return error
    try:
        order.save()
    except Exception as error:
        last = error
    try:
        order.save()
    except Exception as error:
        sentry_sdk.capture_exception(error)
    try:
        order.save()
    except Exception:
        traceback.print_exc()
    try:
        order.save()
    except Exception as error:
        print(error)
        sys.exit(1)
    try:
        order.save()
    except Exception:
        pass
    try:
        order.save()
    except Exception as error:
        logger.error("x: %s", error)
    try:
        order.save()
    except Exception as error:
        logger.info("x: %s", error)
    try:
        order.save()
    except asyncio.CancelledError:
        return last


class Service:
    def run(self, order):
        try:
            order.save()
        except Exception as error:
            self.log.exception("x")
        try:
            order.save()
        except Exception as error:
            self.errors = [error]
