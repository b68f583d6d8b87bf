import os
from contextlib import asynccontextmanager

import arel
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


app = FastAPI(lifespan=lifespan)
if os.getenv("DEBUG"):
    reload = arel.HotReload(paths=[])
    app.add_event_handler("startup", reload.startup)  # expect: DEP015/warning "this startup handler is never called" "what developers switch on"
