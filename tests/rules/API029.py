# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> None: ...


@app.get("/orders/{order_id}")
def order(order_id: int) -> None: ...


@app.delete("/orders/{order_id}")
def delete_order(order_id: int) -> None: ...


@app.get("/hidden", include_in_schema=False)
def hidden() -> None: ...
# --- openapi.json
{"openapi": "3.1.0", "paths": {  // expect: API029/warning "lacks `DELETE /orders/{}` and has `POST /orders`, which the code does not serve"
  "/orders": {"get": {}, "post": {}, "parameters": []},
  "/orders/{id}": {"get": {}}
}}
# --- vendor/openapi.json
{"openapi": "3.1.0", "paths": {"/users": {"get": {}}, "/orders": {"get": {}}, "/x": {"get": {}}}}
# --- docs/openapi.json
{"openapi": "3.1.0", "paths": {
  "/orders": {"get": {}},
  "/orders/{id}": {"delete": {}, "get": {}},
  "/hidden": {"get": {}}
}}
# --- broken/openapi.json
{"openapi":
