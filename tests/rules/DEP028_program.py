# A program of statements that nobody imports is run by hand.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- rename_tables.py
import psycopg2

connection = psycopg2.connect("postgresql://db/app")
cursor = connection.cursor()
cursor.execute("ALTER TABLE a RENAME TO b")
connection.commit()
with connection:
    rows = cursor.execute("SELECT 1")
    print(rows)
