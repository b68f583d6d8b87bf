# --- main.py
import company_tracing_queue
import pyarrow
from fastapi import FastAPI
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor

app = FastAPI()
HTTPXClientInstrumentor().instrument()
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi>=0.141", "company-tables[pyarrow]>=1", "company-logs[httpx]>=1"]
# --- uv.lock
version = 1

[[package]]
name = "fastapi"
version = "0.141.0"

[[package]]
name = "pyarrow"
version = "20.0.0"

[[package]]
name = "opentelemetry-instrumentation-httpx"
version = "0.50"
