# A function of Firebase is given only the secrets that its decorator lists.
JWT_SECRET = "M6Jy8c1rihtYlKNxHddmQA"  # expect: SEC002 "generated secret" "as a variable (`secrets=[…]` of every Firebase function that loads the settings), and read that"
# --- requirements.txt
firebase-functions==0.4.2
