SCRIPT = """
local counts = {}
for i, key in ipairs(KEYS) do counts[i] = redis.call('PFCOUNT', key) end
return counts
"""


def funnel(r, steps):
    counts = r.eval(SCRIPT, len(steps), *(f"funnel:{step}" for step in steps))
    margin = 2 * 1.04 / 16_384**0.5
    return [(n, int(n * (1 - margin)), -int(-n * (1 + margin) // 1)) for n in counts]
