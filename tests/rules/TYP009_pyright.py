# --- app/orders.py
def total(amounts: list[int]) -> str:
    return sum(amounts)  # expect: TYP009 "pyright says: Type "
# --- pyright.json
{"version": "1.1.400", "generalDiagnostics": [
  {"file": "/home/runner/work/shop/app/orders.py", "severity": "error",
   "message": "Type \"int\" is not assignable to return type \"str\"",
   "range": {"start": {"line": 1, "character": 11}, "end": {"line": 1, "character": 23}},
   "rule": "reportReturnType"},
  {"file": "/home/runner/work/shop/app/orders.py", "severity": "warning", "message": "w",
   "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}}}
], "summary": {"errorCount": 1}}
