# verdict: Where do the other web servers find it
import json
import secrets


def create(r, user, idle, lifetime):
    token, until = secrets.token_urlsafe(32), r.time()[0] + lifetime
    session = json.dumps({"user": user, "until": until})
    r.set(f"session:{token}", session, ex=min(idle, lifetime))
    return token


def read(r, token, idle):
    session = r.getex(f"session:{token}", ex=idle)
    return json.loads(session)["user"] if session else None


def log_out(r, token):
    r.delete(f"session:{token}")
