# Probe 13: the broad clause also catches the HTTPException raised in its `try` (COD010); what it
# tells is this rule's.
# --- app/main.py
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: int) -> dict:
    try:
        found = find(order_id)
        if found is None:
            raise HTTPException(404)
        return found
    except Exception as e:
        raise HTTPException(500, str(e))  # expect: SEC088/critical
