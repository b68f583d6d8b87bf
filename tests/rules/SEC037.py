import csv
import io

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Row(BaseModel):
    title: str
    amount: float


def write(rows: list[list]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["title", "amount"])
    writer.writerows(rows)  # expect: SEC037/review
    return out.getvalue()


@app.post("/export")
def export(rows: list[Row]) -> str:
    return write([[row.title, row.amount] for row in rows])


@app.post("/amounts")
def amounts(rows: list[Row]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([[row.amount] for row in rows])
    return out.getvalue()


@app.post("/named")
def named(row: Row) -> None:
    writer = csv.DictWriter(io.StringIO(), ["title"])
    writer.writerow({"title": row.title})  # expect: SEC037/review


COLUMNS = {"title", "amount"}


@app.post("/columns")
def columns(names: list[str] | None = None) -> str:
    if not names:
        names = list(COLUMNS)
    elif unknown := set(names) - COLUMNS:
        raise ValueError(unknown)
    out = io.StringIO()
    csv.writer(out).writerow(names)
    return out.getvalue()


@app.post("/headings")
def headings(names: list[str]) -> str:
    out = io.StringIO()
    if COLUMNS - set(names):
        out.write("some are left out")
    csv.writer(out).writerow(names)  # expect: SEC037/review
    return out.getvalue()
