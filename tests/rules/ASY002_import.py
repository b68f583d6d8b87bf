# The import that the fix needs, where the file has not got it.
# --- app/main.py
import time

from fastapi import FastAPI, Request

app = FastAPI()


def helper() -> None:
    time.sleep(1)


@app.get("/slow")
async def slow(request: Request) -> None:
    await request.json()
    helper()  # expect: ASY002 "which sleeps" "`await asyncio.to_thread(helper, …)`, with `import asyncio`"


