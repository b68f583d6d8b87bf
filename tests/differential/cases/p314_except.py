try:
    pass
except A, B:
    pass
except A, B, C.d:
    pass
try:
    pass
except* A, B:
    pass
