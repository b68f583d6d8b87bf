# config: dunders = true
"""Classes."""


class Service:
    """Serves."""

    def __init__(self) -> None:  # expect: DOC003
        self.x = 1

    def __len__(self) -> int:
        """Gives one."""
        return 1
