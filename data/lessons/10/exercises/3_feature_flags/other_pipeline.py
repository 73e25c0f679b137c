def read_flags(r, names):
    with r.pipeline(transaction=False) as pipe:
        for name in names:
            pipe.get(f"flag:{name}")
        return {name: value == "1" for name, value in zip(names, pipe.execute(), strict=True)}
