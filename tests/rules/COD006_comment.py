# --- app/start.py
def wait_for_database(engine, attempts):  # expect: COD006 "The file says the same as `app/start_again.py`, from its first line to its last, comments and spaces aside"
    remaining = attempts
    while remaining > 0:
        try:
            # is it awake?
            with Session(engine) as session:
                session.execute(select(1))
        except OperationalError as error:
            logger.warning("database is not there: %s", error)
            remaining -= 1
            sleep(remaining)
        else:
            logger.info("database answers after %s attempts", attempts - remaining)
            return attempts - remaining
    raise TimeoutError("the database does not answer")
# --- app/start_again.py

def wait_for_database(engine, attempts):
    remaining = attempts
    while remaining > 0:
        # is it awake?
        try:
            with Session(engine) as session:
                session.execute(select(1))
        except OperationalError as error:
            logger.warning("database is not there: %s", error)
            remaining -= 1
            sleep(remaining)
        else:
            logger.info("database answers after %s attempts", attempts - remaining)
            return attempts - remaining
    raise TimeoutError("the database does not answer")
