# verdict: What becomes of the list when a session expires
import secrets


def log_in(r, user, device):
    token = secrets.token_urlsafe(32)
    with r.pipeline() as pipe:
        pipe.hset(f"session:{token}", mapping={"user": user, "device": device})
        pipe.expire(f"session:{token}", 1800)
        pipe.hset(f"sessions:{user}", token, device)
        pipe.expire(f"sessions:{user}", 1800)
        pipe.execute()
    return token


def devices(r, user):
    return sorted(r.hvals(f"sessions:{user}"))


def log_out_everywhere(r, user):
    def delete_all(pipe):
        tokens = pipe.hkeys(f"sessions:{user}")
        pipe.multi()
        pipe.delete(f"sessions:{user}", *(f"session:{token}" for token in tokens))

    r.transaction(delete_all, f"sessions:{user}")
