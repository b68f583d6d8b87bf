# --- tests/conftest.py
import os

os.environ["FIRESTORE_EMULATOR_HOST"] = "localhost:8080"
# --- tests/test_orders.py
from google.cloud import firestore


def test_firestore() -> None:
    assert firestore.Client()
# --- tests/unit/test_patched.py
import requests


def test_api(monkeypatch) -> None:
    monkeypatch.setattr(requests, "get", lambda url: True)
    assert requests.get("https://api.orders.io/health")
