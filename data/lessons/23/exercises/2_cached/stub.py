def cached(r, kind, version=1, seconds=600):
    """A decorator: cache the function's results in Redis, each under its arguments."""

    def decorate(function): ...

    return decorate
