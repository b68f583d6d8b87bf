# The CLI takes `functions` where nothing is said.
# --- backup/firebase.json
{
  "functions": [
    {
      "codebase": "default"
    }
  ]
}
# --- backup/functions/index.js
exports.x = 1;
# --- backup/functions/package.json
{}
# --- other/firebase.json
{
  "functions": [
    {  // expect: FIR001 "no `source`"
      "codebase": "default"
    }
  ]
}
