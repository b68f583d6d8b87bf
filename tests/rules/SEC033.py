# --- app/main.py
import io
import xml.etree.ElementTree as ET
from xml.dom.minidom import parseString
from xml.etree.ElementTree import fromstring

import defusedxml.ElementTree as safe
from fastapi import FastAPI, Request, UploadFile
from lxml import etree

app = FastAPI()


@app.post("/invoice")
async def invoice(request: Request, file: UploadFile) -> None:
    body = await request.body()
    ET.fromstring(body)  # expect: SEC033 "`xml.etree.ElementTree.fromstring` expands"
    ET.parse(io.BytesIO(body))  # expect: SEC033
    fromstring(body.decode())  # expect: SEC033
    parseString(await file.read())  # expect: SEC033
    ET.parse(file.file)  # expect: SEC033
    etree.fromstring(body)  # expect: SEC033
    # fixed: etree.fromstring(body, parser=etree.XMLParser(resolve_entities=False))
    etree.fromstring(body, parser=etree.XMLParser(huge_tree=True))  # expect: SEC033
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    etree.fromstring(body, parser)
    etree.fromstring(body, parser=etree.XMLParser(resolve_entities=False))
    safe.fromstring(body)
    ET.parse("config.xml")


def helper(text: str) -> None:
    ET.fromstring(text)  # expect: SEC033
    ET.fromstring("<a/>")
    ET.tostring(ET.Element("a"))
