# --- tests/test_orders.py
import httpx
import psycopg2
import requests
from google.cloud import firestore

DSN = "postgresql://tests@db.orders-prod.eu-west-1.rds.amazonaws.com/orders"


def test_database() -> None:
    assert psycopg2.connect(DSN)  # expect: TST011/review "db.orders-prod.eu-west-1.rds.amazonaws.com"
    assert psycopg2.connect("postgresql://tests@localhost/orders")
    assert psycopg2.connect("postgresql://tests@db/orders")
    assert psycopg2.connect("dbname=orders")


def test_api(base: str) -> None:
    assert requests.get("https://api.orders.io/health")  # expect: TST011 "api.orders.io"
    assert requests.request("GET", "https://api.orders.io/health")  # expect: TST011
    assert httpx.get("http://127.0.0.1:8000/health")
    assert httpx.get("https://example.com/health")
    assert httpx.get(f"{base}/health")


def test_firestore() -> None:
    assert firestore.Client()  # expect: TST011 "nothing points it to an emulator"
# --- tests/test_script.py
import psycopg2


def test_db() -> None:
    print(psycopg2.connect("postgresql://tests@db.orders-prod.eu-west-1.rds.amazonaws.com/orders"))  # expect: TST011 "no double" "as soon as it collects the file"


test_db()
# --- tests/test_doubles.py
import requests
import responses


@responses.activate
def test_api() -> None:
    assert requests.get("https://api.orders.io/health")
# --- tests/e2e/test_live.py
import requests


def test_api() -> None:
    assert requests.get("https://api.orders.io/health")
# --- app/client.py
import requests


def test_connection() -> bool:
    return requests.get("https://api.orders.io/health").ok
