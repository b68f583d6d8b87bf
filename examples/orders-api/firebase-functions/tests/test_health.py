"""The health endpoints."""

from fastapi.testclient import TestClient


def test_health_answers(client: TestClient) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json()["detail"].startswith("ok")


def test_docs_are_served(client: TestClient) -> None:
    client.get("/docs")
