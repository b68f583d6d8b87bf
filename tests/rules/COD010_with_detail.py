# rules: SEC088
# One clause that hides a 404 and tells the client what went wrong inside.
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{key}")
def read(key: int) -> int:
    try:
        if key > 100:
            raise HTTPException(404)
        return 100 // key
    # fixed: except HTTPException:
    except Exception as e:  # expect: COD010 "turns the 404 that is raised in this `try` into a 500"
        raise HTTPException(500, str(e))  # expect: SEC088
