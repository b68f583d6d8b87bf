# Without git nothing is known of what it tracks.
# --- .env
SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp
