# Addresses of many people are nobody's.
import logging

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
logging.basicConfig(level="INFO")
logger = logging.getLogger(__name__)


class TacticalGroup(BaseModel):
    email: str


class Incident(BaseModel):
    tactical_group: TacticalGroup


def list_members(client, group_key: str) -> None:
    logger.info("no group %s", group_key)


def list_orders(client, customer: str) -> None:
    logger.info("no customer %s", customer)  # expect: LOG005/review


@app.get("/members")
def members(incident: Incident, email: str) -> None:
    logger.info("sent to %s", incident.tactical_group.email)
    list_members(None, email)
    list_orders(None, email)
