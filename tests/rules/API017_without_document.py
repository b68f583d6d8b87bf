from fastapi import FastAPI

hidden = FastAPI(openapi_url=None)


@hidden.get("/a", operation_id="a")
def a() -> int:
    return 1


@hidden.get("/b", operation_id="a")
def b() -> int:
    return 1
