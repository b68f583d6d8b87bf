# --- app/main.py
import hashlib
import os
import ssl
from hashlib import sha1

from Crypto.Cipher import AES, ARC4, DES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

IV = b"0000000000000000"


def password_hash(password: str) -> str:
    return hashlib.md5(password.encode()).hexdigest()  # expect: SEC083 "MD5 protects a secret"


def sign(body: bytes, secret: bytes) -> str:
    return sha1(secret + body).hexdigest()  # expect: SEC083 "SHA-1"


def call_signature(name: str, arguments: str) -> str:
    return sha1(f"{name}:{arguments}".encode()).hexdigest()  # expect: SEC083 "does not say what it is for"


def pool_key(host: str, user: str) -> str:
    signature = f"{host}|{user}"
    return "db_" + hashlib.md5(signature.encode()).hexdigest()[:12]  # expect: SEC083 "does not say what it is for"


def distinct_id(api_key: str) -> str:
    return hashlib.md5(api_key.encode()).hexdigest()  # expect: SEC083 "does not say what it is for"


def person_id(password: str) -> str:
    return hashlib.md5(password.encode()).hexdigest()  # expect: SEC083 "protects a secret"


def signature(body: bytes, key: bytes) -> str:
    return sha1(key + body).hexdigest()  # expect: SEC083 "protects a secret"


def others(text: bytes, token: str, algorithm: str) -> None:
    reset_token = hashlib.new("md5", text).hexdigest()  # expect: SEC083
    cache_key = hashlib.md5(text).hexdigest()  # expect: SEC083 "does not say what it is for"
    # fixed: cache_key = hashlib.md5(text, usedforsecurity=False).hexdigest()
    plain = hashlib.sha1(text)  # expect: SEC083
    etag = hashlib.md5(text).hexdigest()
    cache_key = hashlib.md5(text, usedforsecurity=False).hexdigest()
    strong = hashlib.sha256(token.encode()).hexdigest()
    hashlib.new("sha256", text)
    hashlib.new(algorithm, text)
    print(hashlib.md5(text, usedforsecurity=False), token=token)
    start(run=hashlib.md5(text).hexdigest(), token=token)  # expect: SEC083 "does not say"
    print(reset_token, cache_key, plain, etag, strong)


def start(run: str, token: str) -> None:
    print(run, token)


def ciphers(key: bytes, text: bytes) -> None:
    DES.new(key, DES.MODE_CBC)  # expect: SEC083 "DES has keys"
    ARC4.new(key)  # expect: SEC083
    AES.new(key, AES.MODE_ECB)  # expect: SEC083 "ECB"
    AES.new(key, AES.MODE_CBC, IV)  # expect: SEC083 "initialisation vector"
    AES.new(key, AES.MODE_CBC, os.urandom(16))
    AES.new(key, AES.MODE_GCM)
    Cipher(algorithms.TripleDES(key), modes.CBC(os.urandom(8)))  # expect: SEC083
    Cipher(algorithms.AES(key), modes.ECB())  # expect: SEC083
    Cipher(algorithms.AES(key), modes.CBC(IV))  # expect: SEC083
    Cipher(algorithms.AES(key), modes.GCM(os.urandom(12)))


def tls() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # expect: SEC083 "RFC 8996"
    context.minimum_version = ssl.TLSVersion.TLSv1  # expect: SEC083
    # fixed: context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    names = {ssl.PROTOCOL_TLSv1: "1.0"}
    print(names)
    if context.minimum_version == ssl.TLSVersion.TLSv1_1:
        raise ValueError
    ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# --- app/objects.py
import crypt
import hashlib

from Crypto.Cipher import XOR
from Crypto.Hash import MD5 as crypto_md5
from Cryptodome.Hash import SHA, SHA256
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from OpenSSL import SSL


def use(key: bytes, text: bytes, password: bytes, certificate) -> None:
    hashes.Hash(hashes.MD5())  # expect: SEC083/suggestion
    hashes.Hash(hashes.SHA256())
    HMAC(key, hashes.SHA1())
    TOTP(key, 6, hashes.SHA1(), 30)
    certificate.fingerprint(hashes.SHA1())
    crypto_md5.new(text)  # expect: SEC083/suggestion
    SHA.new(password)  # expect: SEC083
    SHA256.new(password)
    XOR.new(key)  # expect: SEC083
    crypt.crypt("word", salt=crypt.METHOD_MD5)  # expect: SEC083
    crypt.mksalt(crypt.METHOD_CRYPT)  # expect: SEC083
    crypt.crypt("word", salt=crypt.METHOD_SHA512)
    crypt.mksalt()


def contexts(method=SSL.SSLv3_METHOD) -> None:  # expect: SEC083
    SSL.Context(method=SSL.TLSv1_METHOD)  # expect: SEC083
    SSL.Context(SSL.SSLv2_METHOD)  # expect: SEC083
    SSL.Context(SSL.SSLv23_METHOD)
    SSL.Context(SSL.TLS_CLIENT_METHOD)


def said(text: bytes) -> None:
    hashlib.md5(text, usedforsecurity=True)  # expect: SEC083/warning
# --- app/payments.py
from Crypto.Cipher import DES, DES3


class RedsysGateway:
    def encrypt(self, data: bytes, key: bytes) -> bytes:
        return DES3.new(key, DES3.MODE_CBC, bytes(8)).encrypt(data)  # expect: SEC083/warning "Triple DES"

    def encrypt_single(self, data: bytes, key: bytes) -> bytes:
        return DES.new(key, DES.MODE_CBC).encrypt(data)  # expect: SEC083/critical


class Store:
    def encrypt(self, data: bytes, key: bytes) -> bytes:
        return DES3.new(key, DES3.MODE_CBC, bytes(8)).encrypt(data)  # expect: SEC083/critical
