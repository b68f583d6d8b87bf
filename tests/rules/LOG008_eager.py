# What is written anew takes its values as arguments at once (LOG014).
import logging

logger = logging.getLogger(__name__)


def charge(order) -> bool:
    try:
        order.charge()
    except Exception as error:
        logger.error(f"charging failed: {error}")  # expect: LOG008 "without the traceback" "error)` in its place."
        return False
    return True


def sign_in(user, password) -> bool:
    try:
        user.sign_in(password)
    except Exception:
        logger.error(f"refused: {password}")  # expect: LOG008 "without the traceback" "Call `logger.exception(…)` in its place"
        return False
    return True
