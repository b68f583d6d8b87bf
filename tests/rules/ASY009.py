from contextlib import asynccontextmanager
from typing import Annotated

import aiohttp
import boto3
import httpx
import redis.asyncio as redis
from fastapi import APIRouter, Depends, FastAPI, Request
from httpx import ASGITransport, AsyncClient
from sqlalchemy import create_engine

from app.settings import settings

router = APIRouter()
shared = httpx.AsyncClient()


@router.get("/rates")
async def rates() -> dict:
    async with httpx.AsyncClient(timeout=10) as client:  # expect: ASY009 "`rates` makes a `httpx.AsyncClient` for every request"
        return (await client.get("https://rates.example.com")).json()


@router.get("/objects")
def objects() -> list:
    s3 = boto3.client("s3", region_name=settings.region)  # expect: ASY009
    engine = create_engine(settings.url)  # expect: ASY009 "a connection pool"
    return [s3, engine]


@router.post("/jobs")
async def jobs() -> None:
    async with aiohttp.ClientSession() as session:  # expect: ASY009
        await session.get("https://example.com")
    await redis.from_url("redis://cache").ping()  # expect: ASY009


@router.get("/proxy")
async def proxy(request: Request, base: str) -> dict:
    async with AsyncClient(base_url=base) as client:
        await client.get("/")
    headers = {"x-request-id": request.headers["x-request-id"]}
    async with AsyncClient(headers=headers) as client:
        await client.get("/")
    async with AsyncClient(transport=ASGITransport(app=request.app)) as client:
        return (await client.get("/")).json()


@router.post("/admin/reload")
async def reload() -> None:
    async with AsyncClient() as client:
        await client.get("https://example.com")


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with httpx.AsyncClient() as client:
        app.state.http = client
        yield


def get_http(request: Request) -> httpx.AsyncClient:
    return request.app.state.http


@router.get("/good")
async def good(http: Annotated[httpx.AsyncClient, Depends(get_http)]) -> dict:
    await shared.get("https://example.com")
    return (await http.get("https://example.com")).json()


async def worker() -> None:
    async with AsyncClient() as client:
        await client.get("https://example.com")
