#!/usr/bin/env python3
"""Both comparisons that the README quotes, one after the other: parsing, then whole audits.

    bench/compare.py
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Runs the two scripts; gives the first exit code that is not 0."""
    for script in ("parse_against.py", "audit_against_ruff.py"):
        code = subprocess.run([sys.executable, str(HERE / script)], check=False).returncode
        if code != 0:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
