# --- app/db.py
import psycopg2
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker
from sqlmodel import Session as ModelSession

engine = create_engine("postgresql://app@localhost/app")
SessionLocal = sessionmaker(bind=engine)

connection = psycopg2.connect("dbname=app")  # expect: DBT006/review "All requests share `connection`, one connection"
session = Session(engine)  # expect: DBT006/review "one session"
made = SessionLocal()  # expect: DBT006/review
models = ModelSession(engine)  # expect: DBT006/review
unused = psycopg2.connect("dbname=other")
scoped = scoped_session(SessionLocal)


def rows() -> list:
    cursor = connection.cursor()
    session.add(1)
    made.add(1)
    models.add(1)
    scoped.add(1)
    with SessionLocal() as own:
        own.add(1)
    return [engine, cursor]


class Repository:
    connection = None

    def __init__(self) -> None:
        self.connection = psycopg2.connect("dbname=app")


if __name__ == "__main__":
    main = psycopg2.connect("dbname=app")

    def run() -> None:
        main.commit()
# --- agent.py
import argparse

import psycopg2

args = argparse.ArgumentParser().parse_args()
connection = psycopg2.connect(args.database)


def run() -> None:
    connection.commit()
