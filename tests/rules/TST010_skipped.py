# --- requirements.txt
pytest==8.4.0
# --- tests/test_channels.py
import pytest


@pytest.mark.skip(reason="new way of sending")
async def test_skipped(client) -> None:
    await client.get("/")


async def test_forgotten(client) -> None:  # expect: TST010
    await client.get("/")
