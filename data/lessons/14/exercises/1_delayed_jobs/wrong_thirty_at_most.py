# verdict: bounds how many it takes
TAKE = """
local jobs = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, 30)
if #jobs > 0 then
    redis.call('ZREM', KEYS[1], unpack(jobs))
end
return jobs
"""


def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    return r.eval(TAKE, 1, "jobs", now)
