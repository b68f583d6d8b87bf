# project expect: AUD003 "holds a finding of TYP001 (was in app/old.py) that does not"
# project expect: AUD003 "holds 2 findings of TYP001 (was in app/main.py) that do not"
def load(name):
    return name


def load_all(names):  # expect: TYP001 "`names` of `load_all`"
    return names
# --- fastidious.toml
baseline = "baseline.json"
# --- baseline.json
{"schema": "fastidious-baseline-1", "findings": [
  {"rule": "TYP001", "fingerprint": "a57e8fd026a792bb", "count": 3, "file": "app/main.py"},
  {"rule": "TYP001", "fingerprint": "0000000000000001", "count": 1, "file": "app/old.py"}
]}
