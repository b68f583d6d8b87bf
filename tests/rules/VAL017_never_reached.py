# Reads that no run comes to, because what is asked for before is always None.
# --- app/models.py
import requests


class BaseInfo:
    @staticmethod
    def get_key(key: str | None = None) -> str | None:
        return None

    @staticmethod
    def get_base(base: str | None = None) -> str | None:
        raise NotImplementedError

    def own_key(self) -> str | None:
        return None


class Info(BaseInfo):
    def models(self, base: str | None = None) -> list[str]:
        base = base or "http://localhost"
        key = Info.get_key()
        if base is None or key is None:
            raise ValueError("not set")
        return requests.get(base, timeout=3).json()["data"]

    def names(self, base: str) -> list[str]:
        key = self.own_key()
        if key is None:
            raise ValueError("not set")
        return requests.get(base, timeout=3).json()["names"]  # expect: VAL017

    def others(self, base: str) -> list[str]:
        found = Info.get_base(base)
        if not found:
            return []
        return requests.get(found, timeout=3).json()["others"]  # expect: VAL017
