import json
import logging


class Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({"message": record.getMessage()})


def configure(path: str) -> None:
    pretty = logging.StreamHandler()
    pretty.setFormatter(logging.Formatter("%(message)s"))
    lines = logging.FileHandler(path)  # expect: LOG017 "" "Write the same to standard output"
    lines.setFormatter(Lines())
    logging.basicConfig(handlers=[pretty, lines])


def configure_named(path: str) -> None:
    formatter = Lines()
    lines = logging.FileHandler(path)  # expect: LOG017 "" "Write the same to standard output"
    lines.setFormatter(formatter)
    logging.getLogger("orders").addHandler(lines)
