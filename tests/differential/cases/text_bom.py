# after the mark
x = "ä"
