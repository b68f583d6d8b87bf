def sync_one(order):
    try:
        order.save()
    except:  # expect: COD009 "catches KeyboardInterrupt and SystemExit" "The process cannot be stopped while this runs"
        return None


async def async_one(order):
    try:
        await order.save()
    except:  # expect: COD009 "SystemExit and the cancellation of tasks" "a task cannot be cancelled"
        return None
