# The provider has accepted the token before its claims are read.
# --- app/exchange.py
import jwt


async def exchange(client, token: str) -> dict[str, str]:
    user = await client.userinfo(token={"access_token": token})
    if not user:
        raise ValueError(token)
    return jwt.decode(token, options={"verify_signature": False})


async def believe(client, token: str) -> str:
    claims = jwt.decode(token, options={"verify_signature": False})  # expect: SEC056
    await client.userinfo(token={"access_token": token})
    return claims["sub"]
