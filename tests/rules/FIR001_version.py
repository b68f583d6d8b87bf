# --- firebase.json
{
  "functions": [
    { "source": "open", "ignore": ["venv", ".git"] }  // expect: FIR001/warning "no `runtime`" "python311"
  ]
}
# --- .python-version
3.11.4
# --- open/main.py
x = 1
# --- open/requirements.txt
firebase-functions
