from fastapi import FastAPI

hidden = FastAPI(openapi_url=None)
empty = FastAPI(openapi_url="")


@hidden.get("/a")
def a() -> dict:
    return {"a": 1}


@empty.get("/b")
def b() -> dict:
    return {"b": 1}
