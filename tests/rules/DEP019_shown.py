# A page that shows the answer decides what is returned.
# --- main.py
from fastapi import FastAPI

app = FastAPI()  # expect: DEP019 "None of the 1 routes" "dict[str, object]:`, which returns what `docs/start.md` shows for that path."


@app.get("/orders")
def orders() -> list[str]:
    return []
# --- docs/start.md
## Is it up?

```bash
curl http://localhost:8000/api/v1/health
```

```json
{
  "status": "up"
}
```
