import asyncio
from asyncio import CancelledError


async def poll() -> None:
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expect: ASY006/warning "`poll` catches CancelledError and does not raise it again"
            print("cancelled")


async def base() -> None:
    try:
        await asyncio.sleep(1)
    except (ValueError, BaseException):  # expect: ASY006
        print("x")
    print("goes on")


async def bare() -> None:
    try:
        await asyncio.sleep(1)
    except:  # expect: ASY006 "`bare` catches everything"
        pass
    print("goes on")


async def last() -> None:
    try:
        await asyncio.sleep(1)
    except CancelledError:
        pass


async def waits(task: asyncio.Task, client) -> None:
    try:
        await task
    except CancelledError:
        pass
    try:
        await client.aclose()
    except BaseException:
        pass
    try:
        await asyncio.shield(task)
    except CancelledError:
        pass
    print("goes on")


async def good() -> None:
    try:
        await asyncio.sleep(1)
    except CancelledError:
        print("cancelled")
        raise
    try:
        await asyncio.sleep(1)
    except Exception:
        pass
    try:
        await asyncio.sleep(1)
    except CancelledError:
        raise
    except BaseException:
        pass
    try:
        print("no await")
    except BaseException:
        pass


async def ends() -> None:
    while True:
        try:
            await asyncio.sleep(1)
        except CancelledError:
            break


async def cancels(task: asyncio.Task) -> None:
    task.cancel()
    try:
        await task
    except CancelledError:
        pass


def plain() -> None:
    try:
        print("x")
    except BaseException:
        pass


async def hands_on(future: asyncio.Future) -> str:
    try:
        await asyncio.sleep(1)
    except BaseException as error:
        future.set_exception(error)
    return await future
