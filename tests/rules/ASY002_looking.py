# To look whether a process has ended waits for nothing.
# --- app/main.py
import os

from fastapi import FastAPI

app = FastAPI()


def has_ended(pid: int) -> bool:
    ended, _ = os.waitpid(pid, os.WNOHANG)
    return ended != 0


def wait_for(pid: int) -> int:
    return os.waitpid(pid, 0)[1]


@app.get("/jobs/{pid}")
async def job(pid: int) -> bool:
    return has_ended(pid)


@app.get("/jobs/{pid}/status")
async def status(pid: int) -> int:
    return wait_for(pid)  # expect: ASY002
