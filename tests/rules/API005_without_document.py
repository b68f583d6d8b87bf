from fastapi import FastAPI

hidden = FastAPI(openapi_url=None, openapi_tags=[{"name": "orders"}])


@hidden.get("/a", tags=["other"])
def a() -> int:
    return 1
