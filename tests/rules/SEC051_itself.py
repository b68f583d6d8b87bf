# --- app/users.py
from sqlalchemy import and_, select

from app.db import User, session


async def by_credentials(email: str, password: str) -> User | None:
    found = await session.execute(
        select(User).where(and_(User.email == email, password == password))  # expect: SEC051/critical "`password` is compared with itself" "`hmac.compare_digest(user.password.encode(), password.encode())`, with `import hmac`, where"
    )
    return found.scalars().first()


async def by_column(email: str, password: str) -> User | None:
    found = await session.execute(select(User).where(User.email == email, User.password == password))
    return found.scalars().first()


def is_repeated(password: str, password2: str) -> bool:
    return password == password2


def is_number(value: float) -> bool:
    return value == value
