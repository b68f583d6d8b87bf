"""`fastidious routes` from a folder with tests, settings and a configuration to its JSON."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any, Dict

PROGRAM = os.environ["FASTIDIOUS"]
SECONDS = 60

MAIN = """
from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict

class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SHOP_", env_file=".env")
    database_url: str
    hosts: list[str] = []

app = FastAPI()

@app.get("/users/{user_id}")
def read(user_id: int): ...

@app.post("/users")
def create(): ...

@app.get("/prices/{item_id}")
def price(item_id: int): ...
"""
TESTS = """
from fastapi.testclient import TestClient
from app.main import app

client = TestClient(app)

def test_read():
    uid = 7
    assert client.get(f"/users/{uid}").status_code == 200

def test_nothing():
    assert client.get("/elsewhere").status_code == 404
"""


class Routes(unittest.TestCase):
    def setUp(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="fastidious-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.write("app/main.py", MAIN)
        self.write("tests/test_users.py", TESTS)

    def write(self, path: str, content: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(content)

    def document(self) -> Dict[str, Any]:
        words = [PROGRAM, "routes", "--output", "json"]
        result = subprocess.run(
            words, cwd=self.root, capture_output=True, text=True, timeout=SECONDS, check=True
        )
        document: Dict[str, Any] = json.loads(result.stdout)
        return document

    def statuses(self) -> Dict[str, str]:
        routes = self.document()["routes"]
        return {one["path"]: one["authentication"]["status"] for one in routes}

    def test_names_the_tests_that_hit_a_route(self) -> None:
        tests = {one["path"]: one["tests"] for one in self.document()["routes"]}
        self.assertEqual(tests["/users/{user_id}"], ["tests/test_users.py:9"])
        self.assertEqual(tests["/users"], [])

    def test_believes_the_public_entries_of_the_configuration(self) -> None:
        self.assertEqual(self.statuses()["/prices/{item_id}"], "none")
        self.write("fastidious.toml", 'public = ["GET /prices/*", "GET /users"]\n')
        statuses = self.statuses()
        self.assertEqual(statuses["/prices/{item_id}"], "public")
        self.assertEqual(statuses["/users"], "none")
        self.assertEqual(statuses["/users/{user_id}"], "none")

    def test_shows_the_exact_names_that_settings_read(self) -> None:
        (settings,) = self.document()["settings"]
        self.assertEqual(settings["class"], "app.main.Settings")
        self.assertEqual((settings["file"], settings["line"]), ("app/main.py", 5))
        self.assertEqual(settings["env_files"], [".env"])
        variables = [
            (one["name"], one["field"], one["required"], one["json"])
            for one in settings["variables"]
        ]
        self.assertEqual(
            variables,
            [
                ("SHOP_DATABASE_URL", "database_url", True, False),
                ("SHOP_HOSTS", "hosts", False, True),
            ],
        )


if __name__ == "__main__":
    unittest.main()
