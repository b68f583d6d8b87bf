# One way mends both: the exception is the cause (COD012).
def load(path):
    try:
        return open(path).read()
    except (ValueError, OSError) as error:  # expect: COD030 "never used" "Say that it is the cause: `raise … from error`."
        raise LookupError(path)
