# Stubs that the code imports while it runs are no tools.
# --- main.py
from fastapi import FastAPI
from types_aiobotocore_s3.client import S3Client

app = FastAPI()
clients: list[S3Client] = []
# --- requirements.txt
fastapi==0.141.0
types-aioboto3==15.0.0
