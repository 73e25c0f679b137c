# verdict: `KEYS`
def read_flags(r, names):
    flags = {key.removeprefix("flag:"): r.get(key) == "1" for key in r.keys("flag:*")}
    return {name: flags.get(name, False) for name in names}
