ROLL_UP = """
local total, sums, flat = 0, {}, {}
for i = 2, #KEYS do
    local views = redis.call('HGETALL', KEYS[i])
    for j = 1, #views, 2 do
        sums[views[j]] = (sums[views[j]] or 0) + views[j + 1]
        total = total + views[j + 1]
    end
end
for page, number in pairs(sums) do
    redis.call('HSET', KEYS[1], page, string.format('%.0f', number))
end
if total > 0 then redis.call('EXPIRE', KEYS[1], 604800) end
return total
"""


def close_hour(r, hour):
    minutes = [f"views:minute:{minute}" for minute in range(60 * hour, 60 * hour + 60)]
    return r.register_script(ROLL_UP)(keys=[f"views:hour:{hour}", *minutes])
