import asyncio
from asyncio import run as start

import anyio


async def load():
    return 1


async def direct():
    asyncio.run(load())
#   ^^^^^^^^^^^^^^^^^^^ expect: ASY004 "`asyncio.run` is called inside `async def direct`"
    # fixed: await load()
    start(load())  # expect: ASY004
    value = asyncio.run(load())  # expect: ASY004
    # fixed: value = await load()
    total = asyncio.run(load()) + 1  # expect: ASY004
    # fixed: total = (await load()) + 1
    anyio.run(load)  # expect: ASY004 "`anyio.run`"
    return value + total


async def through_the_loop():
    loop = asyncio.get_event_loop()
    loop.run_until_complete(load())  # expect: ASY004


async def thread_target():
    await asyncio.to_thread(lambda: asyncio.run(load()))

    def job():
        asyncio.run(load())

    await asyncio.to_thread(job)


def main():
    asyncio.run(load())
    loop = asyncio.new_event_loop()
    loop.run_until_complete(load())


class Runner:
    async def run(self):
        return await self.start()

    async def start(self):
        asyncio.run(load())  # expect: ASY004


if __name__ == "__main__":
    asyncio.run(direct())
# --- app/patched.py
import asyncio

import nest_asyncio

nest_asyncio.apply()


async def in_a_notebook():
    asyncio.run(asyncio.sleep(0))
# --- app/other.py
from app.runner import run


async def no_loop_of_asyncio():
    run(1)
# --- app/runner.py
def run(value):
    return value
