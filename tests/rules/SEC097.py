# --- app/main.py
import uvicorn
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.settings import settings

ALL = "*"
app = FastAPI()
app.add_middleware(ProxyHeadersMiddleware, trusted_hosts="*")  # expect: SEC097/review
app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=["*"])  # expect: SEC097/review
app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=["10.0.0.1"])
app.add_middleware(ProxyHeadersMiddleware)
app.add_middleware(CORSMiddleware, allow_origins=["*"])
wrapped = ProxyHeadersMiddleware(app, trusted_hosts="*")  # expect: SEC097/review

if __name__ == "__main__":
    uvicorn.run(app, proxy_headers=True, forwarded_allow_ips=ALL)  # expect: SEC097/review
    uvicorn.run(app, forwarded_allow_ips="10.0.0.1")
    uvicorn.run(app, forwarded_allow_ips=settings.proxies)
    uvicorn.run(app)
    uvicorn.run("app.main:app", reload=True, forwarded_allow_ips="*")
    uvicorn.run("app.main:app", host="127.0.0.1", forwarded_allow_ips="*")


# ---- a command for developers; what decides about reloading is its parameter
def dev(host: str = "0.0.0.0", reload: bool = True) -> None:
    uvicorn.run("app.main:app", host=host, reload=reload, forwarded_allow_ips="*")


def serve(host: str = "0.0.0.0", reload: bool = False) -> None:
    uvicorn.run("app.main:app", host=host, reload=reload, forwarded_allow_ips="*")  # expect: SEC097/review
