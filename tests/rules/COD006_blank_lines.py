# Lines with nothing in them are no lines of code: nine are too few.
# --- app/posts.py
async def change_post(name, number, values, user, session, request, reason, owner_id, crud):
    owner = await crud.users.get(db=session, username=name, is_deleted=False)
    if owner is None:
        raise NotFound("no such user", name, "users", request.url.path, reason)

    if user["id"] != owner.id:
        raise Forbidden("not yours", name, "users", request.url.path, reason)

    post = await crud.posts.get(db=session, id=number, is_deleted=False)
    if post is None:
        raise NotFound("no such post", number, "posts", request.url.path, reason)

    await crud.posts.update(db=session, object=values, id=number)


async def drop_post(name, number, user, session, request, reason, owner_id, crud):
    owner = await crud.users.get(db=session, username=name, is_deleted=False)
    if owner is None:
        raise NotFound("no such user", name, "users", request.url.path, reason)

    if user["id"] != owner.id:
        raise Forbidden("not yours", name, "users", request.url.path, reason)

    post = await crud.posts.get(db=session, id=number, is_deleted=False)
    if post is None:
        raise NotFound("no such post", number, "posts", request.url.path, reason)

    await crud.posts.delete(db=session, id=number)
