# Another module keeps what the factory makes.
# --- shop/factory.py
from fastapi import FastAPI


def create_app(title: str) -> FastAPI:
    application = FastAPI(title=title)
#                 ^^^^^^^ expect: DEP008 "Nothing that a platform reads" "`web: uvicorn shop.main:api --host"
    return application
# --- shop/main.py
from shop.factory import create_app

api = create_app("shop")
# --- requirements.txt
fastapi==0.115.0
