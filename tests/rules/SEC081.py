# --- app/main.py
import ssl

import aiohttp
import httpx
import jwt
import pymongo
import requests
import urllib3

from app.config import settings

INSECURE = False


def sync(url: str, token: str, client, elastic) -> None:
    requests.get(url, verify=False, timeout=3)
#                     ^^^^^^^^^^^^ expect: SEC081
    # fixed: requests.get(url, verify=True, timeout=3)
    requests.post(url, verify=INSECURE, timeout=3)  # expect: SEC081 "" "for a private authority name its certificate: `verify="
    httpx.Client(verify=False)  # expect: SEC081
    httpx.AsyncClient(verify=False)  # expect: SEC081 "" "`verify=ssl.create_default_context(cafile=…)`"
    client.get(url, verify=False)  # expect: SEC081
    elastic.connect(verify_certs=False)  # expect: SEC081
    pymongo.MongoClient(url, tlsAllowInvalidCertificates=True)  # expect: SEC081
    urllib3.PoolManager(cert_reqs="CERT_NONE")  # expect: SEC081
    session = requests.Session()
    session.verify = False  # expect: SEC081
    requests.get(url, verify=True, timeout=3)
    requests.get(url, verify="/etc/ca.pem", timeout=3)
    requests.get(url, verify=settings.VERIFY, timeout=3)
    requests.get(url, timeout=3)
    jwt.decode(token, "k", algorithms=["HS256"], verify=False)
    client.check(token, verify=False)


def contexts() -> None:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # expect: SEC081/critical
    # fixed: context.check_hostname = True
    # fixed: context.verify_mode = ssl.CERT_REQUIRED
    other = ssl.create_default_context()
    other.check_hostname = False  # expect: SEC081 "nothing compares the server's name"
    if settings.INSECURE:
        other.verify_mode = ssl.CERT_NONE  # expect: SEC081/warning
    ssl._create_unverified_context()  # expect: SEC081
    ssl._create_default_https_context = ssl._create_unverified_context  # expect: SEC081


def chosen(mode: str, given: ssl.SSLContext | bool) -> list[object]:
    raised = ssl.create_default_context()
    raised.verify_mode = ssl.CERT_NONE  # expect: SEC081/warning
    if mode == "verify-ca":
        raised.verify_mode = ssl.CERT_REQUIRED
    if given is False:
        given = ssl.create_default_context()
        given.verify_mode = ssl.CERT_NONE  # expect: SEC081/warning
    if mode == "require":
        given = ssl.create_default_context()
        given.verify_mode = ssl.CERT_NONE  # expect: SEC081/critical
    insecure_client = httpx.Client(verify=False)  # expect: SEC081/warning
    unverified = ssl.create_default_context()
    unverified.verify_mode = ssl.CERT_NONE  # expect: SEC081/warning
    return [raised, given, insecure_client, unverified]


class Context:
    def __init__(self) -> None:
        self.check_hostname = False


async def aio(url: str, pool) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(url, ssl=False) as answer:  # expect: SEC081
            await answer.text()
    aiohttp.TCPConnector(verify_ssl=False)  # expect: SEC081
    aiohttp.TCPConnector(ssl=ssl.create_default_context())
    await pool.connect(ssl=False)
# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    VERIFY: bool = False


settings = Settings()
# --- tests/test_app.py
import requests


def test_it() -> None:
    requests.get("https://localhost", verify=False, timeout=3)
# --- app/pools.py
import ssl

import urllib3

POOL = urllib3.PoolManager(10, cert_reqs=ssl.CERT_OPTIONAL)  # expect: SEC081
NONE = urllib3.connection_from_url("https://a.io", cert_reqs="NONE")  # expect: SEC081
REQUIRED = urllib3.connection_from_url("https://a.io", cert_reqs="CERT_REQUIRED")


def serve(run) -> None:
    run("app", cert_reqs=ssl.CERT_OPTIONAL)
# --- app/socket_client.py
import ssl

import aiohttp


class Connector(aiohttp.UnixConnector):
    pass


def context() -> ssl.SSLContext:
    own = ssl.create_default_context()
    own.check_hostname = False
    own.verify_mode = ssl.CERT_NONE  # expect: SEC081/warning
    return own
# --- app/own_probe.py
import requests


def is_up(port: int) -> bool:
    address = f"https://localhost:{port}/health"
    return requests.get(address, verify=False, timeout=2).ok
# --- app/mail.py
import ssl


def context_of(settings) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not settings.validate_certs:
        context.verify_mode = ssl.CERT_NONE  # expect: SEC081/warning
    return context
