# --- main.py
import sqlite3

from fastapi import FastAPI

app = FastAPI()


@app.get("/0")
def read_0() -> list:
    return sqlite3.connect("a.db").execute("select 1").fetchall()


@app.get("/1")
def read_1() -> list:
    return sqlite3.connect("a.db").execute("select 1").fetchall()


@app.get("/2")
def read_2() -> list:
    return sqlite3.connect("a.db").execute("select 1").fetchall()


@app.get("/3")
def read_3() -> list:
    return sqlite3.connect("a.db").execute("select 1").fetchall()


@app.get("/4")
def read_4() -> list:
    return sqlite3.connect("a.db").execute("select 1").fetchall()


@app.get("/5")
def read_5() -> list:
    return sqlite3.connect("a.db").execute("select 1").fetchall()
# --- test_main.py
def test_main() -> None:
    assert True
