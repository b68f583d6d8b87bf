# Only functions make the application: the command names the one that makes all of it.
# --- src/main.py
from fastapi import FastAPI


def create_app() -> FastAPI:
    app = FastAPI()
#         ^^^^^^^ expect: DEP008 "Nothing that a platform reads" "`web: uvicorn --factory main:create_production_app --host"
    return app


def create_production_app() -> FastAPI:
    app = create_app()
    app.state.is_live = True
    return app
# --- requirements.txt
fastapi==0.115.0
