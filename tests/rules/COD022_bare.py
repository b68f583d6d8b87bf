# A type without arguments is not to be copied as it is: TYP005 refuses it.
from typing import Annotated

from fastapi import Depends, FastAPI, Query

app = FastAPI()


@app.get("/a")
def a(number: Annotated[int, Query()], other: Annotated[int, Query()]) -> int:
    return number + other


def user() -> dict[str, str]:
    return {}


@app.get("/b")
def b(caller: dict | None = Depends(user)) -> int:  # expect: COD022 "declared by a default" "Write `caller: Annotated[dict[…] | None, Depends(user)]`"
    return 1
