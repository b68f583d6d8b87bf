# --- app/main.py
import asyncio
import smtplib

from fastapi import FastAPI

app = FastAPI()


def send(address: str) -> None:
    smtplib.SMTP("mail").sendmail("shop", address, "paid")


async def send_later(address: str) -> None:
    smtplib.SMTP("mail").sendmail("shop", address, "paid")


@app.post("/orders")
async def order(address: str) -> None:
    try:
        asyncio.create_task(send(address))
    except Exception as error:
        print(error)
    asyncio.create_task(send_later(address))  # expect: OBS005 "`send_later` runs in the background"
    asyncio.create_task(asyncio.to_thread(send, address))  # expect: OBS005 "`send` runs in the background"
