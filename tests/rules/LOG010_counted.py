import logging

logger = logging.getLogger(__name__)


class Sync:
    def run(self):
        try:
            self.fetch()
        except Exception as error:
            logger.info("fetch failed: %s", error)  # expect: LOG010 "all that the log has" "A figure says"
            self._metric_inc("sync.error", None)

    def quiet(self):
        try:
            self.fetch()
        except Exception as error:
            logger.info("fetch failed: %s", error)  # expect: LOG010 "is all that is said" "as good as swallowed"
