# The end of one function and the head of the next are no copy that a function could hold.
# --- app/tiers.py
from app.crud import NotFound, compute_offset, crud_tiers, paginated


async def write_tier(request, tier, db):
    tier_values = tier.model_dump()
    if await crud_tiers.exists(db=db, name=tier_values["name"]):
        raise NotFound("Tier name not available")
    created_tier = await crud_tiers.create(db=db, object=tier_values)

    tier_read = await crud_tiers.get(db=db, id=created_tier.id, schema_to_select=dict)
    if tier_read is None:
        raise NotFound("Created tier not found")

    return dict(tier_read)


async def read_tiers(request: dict, db: list[int], page: int = 1, items: int = 10) -> dict[str, int]:
    tiers = await crud_tiers.get_multi(db=db, offset=compute_offset(page, items), limit=items)
    return paginated(tiers, page)
# --- app/users.py
from app.crud import NotFound, compute_offset, crud_users, paginated


async def write_user(request, user, db):
    email = await crud_users.exists(db=db, email=user.email)
    if email:
        return None
    created_user = await crud_users.create(db=db, object=user)

    user_read = await crud_users.get(db=db, id=created_user.id, schema_to_select=dict)
    if user_read is None:
        raise NotFound("Created user not found")

    return dict(user_read)


async def read_users(request: dict, db: list[int], page: int = 1, items: int = 10) -> dict[str, int]:
    users = await crud_users.get_multi(db=db, is_deleted=False, offset=page)
    return paginated(users, compute_offset(page, items))
