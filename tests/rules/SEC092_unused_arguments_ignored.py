# `A` is of other checks, and what is ignored is not told.
# --- pyproject.toml
[tool.ruff.lint]
select = ["A", "ALL"]
ignore = ["ARG"]
# --- app/main.py
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.post("/otp/check")  # expect: SEC092 "`POST /otp/check` may be tried" "a parameter `request: Request` for it. Give"
async def check(pin: str) -> str:
    if pin != app.state.pin:
        raise HTTPException(401)
    return "ok"
