# --- firebase.json
{
  "functions": [
    { "source": "gone", "runtime": "python312" },
//              ^^^^^^ expect: FIR001/critical "no folder `gone`"
    { "source": "old", "runtime": "python39", "ignore": ["venv"] },  // expect: FIR001 "no runtime `python39`"
    { "source": "bare", "runtime": "python312", "ignore": [".git"] },  // expect: FIR001 "has no requirements.txt", FIR001/warning "lacks `venv`"
    { "source": "open", "ignore": ["venv", ".git"] },  // expect: FIR001/warning "no `runtime`" "the version that you test with"
    { "source": "late", "runtime": "python310", "ignore": ["**/venv/**"] },  // expect: FIR001/warning "deprecated"
    { "source": "good", "runtime": "python312", "ignore": ["venv"] },
    { "source": "node", "runtime": "nodejs20" },
    { "codebase": "x" }  // expect: FIR001 "no `source`"
  ]
}
# --- old/main.py
x = 1
# --- old/requirements.txt
firebase-functions
# --- bare/main.py
x = 1
# --- open/main.py
x = 1
# --- open/requirements.txt
firebase-functions
# --- late/main.py
x = 1
# --- late/requirements.txt
firebase-functions
# --- good/main.py
x = 1
# --- good/requirements.txt
firebase-functions
# --- node/package.json
{}
