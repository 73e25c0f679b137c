from hashlib import sha256
from inspect import signature
from json import dumps, loads
from random import randint

from redis.exceptions import ConnectionError, TimeoutError


class Cached:
    def __init__(self, r, function, prefix, seconds):
        self.r, self.function, self.prefix, self.seconds = r, function, prefix, seconds

    def key(self, args, kwargs):
        bound = signature(self.function).bind(*args, **kwargs)
        bound.apply_defaults()
        text = dumps(dict(sorted(bound.arguments.items())), sort_keys=True, separators=(",", ":"))
        return self.prefix + sha256(text.encode()).hexdigest()

    def ask(self, command, *args, **options):
        try:
            return command(*args, **options)
        except (ConnectionError, TimeoutError):
            return None

    def __call__(self, *args, **kwargs):
        key = self.key(args, kwargs)
        held = self.ask(self.r.get, key)
        if held is None:
            held = dumps(self.function(*args, **kwargs))
            tenth = self.seconds * 100
            lifetime = 30_000 if held == "null" else 10 * tenth + randint(-tenth, tenth)
            self.ask(self.r.set, key, held, px=lifetime)
        return loads(held)


def cached(r, kind, version=1, seconds=600):
    def decorate(function):
        return Cached(r, function, f"shop:v{version}:{kind}:", seconds)

    return decorate
