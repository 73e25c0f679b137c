SCRIPT = """
local counts = {redis.call('BITCOUNT', KEYS[2])}
for i = 3, #KEYS do
  redis.call('BITOP', 'AND', KEYS[1], KEYS[2], KEYS[i])
  counts[#counts + 1] = redis.call('BITCOUNT', KEYS[1])
end
redis.call('DEL', KEYS[1])
return counts
"""


def retention(r, joined, days):
    keys = ["both", f"joined:{joined}", *(f"active:{day}" for day in days)]
    of, *counts = r.eval(SCRIPT, len(keys), *keys)
    return [count / max(of, 1) for count in counts]
