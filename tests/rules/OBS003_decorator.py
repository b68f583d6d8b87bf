# --- app/main.py
from fastapi import FastAPI

from app.timing import measured

app = FastAPI()  # expect: OBS003/suggestion "Where requests are measured, no metrics library adds up"


@app.get("/orders")
@measured("orders")
def orders() -> None: ...
# --- app/timing.py
import functools
import time


def measured(name: str):
    def decorate(function):
        @functools.wraps(function)
        def measuring(*args, **kwargs):
            start = time.perf_counter()
            result = function(*args, **kwargs)
            print(name, time.perf_counter() - start)
            return result

        return measuring

    return decorate
