def cached(r, kind, version=1, seconds=600):
    """A decorator: keep the function's answers in Redis, each under its arguments."""

    def decorate(function): ...

    return decorate
