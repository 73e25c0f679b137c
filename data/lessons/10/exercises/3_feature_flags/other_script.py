SCRIPT = """
local on = {}
for i, key in ipairs(KEYS) do
  on[i] = redis.call('GET', key) == '1' and 1 or 0
end
return on
"""


def read_flags(r, names):
    values = r.eval(SCRIPT, len(names), *(f"flag:{name}" for name in names))
    return {name: bool(value) for name, value in zip(names, values, strict=True)}
