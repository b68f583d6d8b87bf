# --- app/main.py
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/reports/sales")
def sales(token: str = Query(..., description="Signed token of the report")) -> str:
    return token


@app.get("/reports/stock")
def stock(token: str = Query(..., description="The caller's token")) -> str:  # expect: SEC012
    return token


def mail(address: str, token: str) -> None:
    link = f"https://shop.example.org/settings?token={token}"
    print(address, link)
