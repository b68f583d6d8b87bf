# An expression over names that are given is computed, not read.
from fastapi import FastAPI

app = FastAPI()


@app.get("/quote")
def quote(formula: str, quantity: int) -> str:
    return str(eval(formula, {"quantity": quantity}))  # expect: SEC026 "" "limit the length of the text"
