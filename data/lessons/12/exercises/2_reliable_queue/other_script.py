TAKE = """
local job = redis.call('RPOP', KEYS[1])
if job then redis.call('LPUSH', KEYS[2], job) end
return job
"""
GIVE_BACK = """
local jobs = redis.call('LRANGE', KEYS[2], 0, -1)
for _, job in ipairs(jobs) do redis.call('RPUSH', KEYS[1], job) end
redis.call('DEL', KEYS[2])
return #jobs
"""


def add_job(r, job):
    r.lpush("jobs", job)


def take_job(r, worker):
    return r.eval(TAKE, 2, "jobs", f"taken:{worker}")


def finish_job(r, worker, job):
    r.lrem(f"taken:{worker}", -1, job)


def give_back(r, worker):
    return r.eval(GIVE_BACK, 2, "jobs", f"taken:{worker}")
