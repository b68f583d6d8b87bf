# Ruff reports arguments that nothing uses.
# --- pyproject.toml
[tool.ruff.lint]
select = ["ARG001", "E"]
# --- app/main.py
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.post("/otp/check")  # expect: SEC092 "`POST /otp/check` may be tried" "a parameter `request: Request` for it, with `# noqa: ARG001` where nothing else uses it."
async def check(pin: str) -> str:
    if pin != app.state.pin:
        raise HTTPException(401)
    return "ok"
