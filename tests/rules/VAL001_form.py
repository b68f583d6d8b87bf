# Forms whose values are looked at some calls down, and what may be sent beside a model.
# --- app/main.py
from fastapi import FastAPI, Request
from pydantic import BaseModel

app = FastAPI()
REASONS = {"fraud", "other"}


class Run(BaseModel):
    name: str


def parse_reason(form) -> tuple[bool, str | None]:
    checked = bool(form.get("disable"))
    reason = str(form.get("reason", "")).strip() or None
    if not checked or reason in REASONS:
        return checked, reason
    return checked, None


@app.post("/block")
async def block(request: Request) -> None:
    form = await request.form()
    checked, reason = parse_reason(form)
    save(checked, reason)


@app.post("/limits")
async def limits(request: Request) -> None:
    form = await request.form()  # expect: VAL001/review
    save(int(float(str(form.get("limit"))) * 100))


@app.post("/runs")
def run(run: Run, context: dict | None = None) -> None:  # expect: VAL001/review
    start(run, context)


@app.post("/raw")
def raw(context: dict) -> None:  # expect: VAL001/critical
    start(context["a"], context)
