# verdict: Where do the other web servers find it
import secrets

SESSIONS = {}


def create(r, user, idle, lifetime):
    token = secrets.token_urlsafe(32)
    SESSIONS[token] = user
    return token


def read(r, token, idle):
    return SESSIONS.get(token)


def log_out(r, token):
    SESSIONS.pop(token, None)
