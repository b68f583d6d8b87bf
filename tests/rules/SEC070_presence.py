# What type checkers need is no guard: whether something is there, not what it says.
# --- app/connector.py
class Connector:
    permissions: dict[str, str] | None = None

    def names(self) -> list[str]:
        assert self.permissions is not None
        return list(self.permissions)

    def remove(self, user) -> None:
        assert user.permissions  # expect: SEC070
        assert has_permission(user) is not None  # expect: SEC070
        drop(user)
