import logging

logger = logging.getLogger(__name__)


def created(webhook, payload, user, report_filename):
    logger.info("created", extra={"filename": report_filename})  # expect: LOG015 "KeyError" "report_filename"
    logger.info("created", extra={"webhook_id": webhook.id, "name": payload.name})  # expect: LOG015 "KeyError" "webhook_name"
    logger.info("created", extra={"webhook_id": webhook.id, "user_id": user.id, "name": user.name})  # expect: LOG015 "KeyError" "user_name"
    logger.info("created", extra={"name": user.name, "user_name": user.full_name})  # expect: LOG015 "KeyError" "event_user_name"
    logger.info("created", extra={"message": str(payload)})  # expect: LOG015 "KeyError" "event_message"
