# verdict: while a script runs
SCRIPT = """
local cursor, found = '0', 0
repeat
  local page = redis.call('SCAN', cursor, 'MATCH', ARGV[1], 'COUNT', 1000)
  cursor, found = page[1], found + #page[2]
until cursor == '0'
return found
"""


def count_keys(r, pattern):
    return r.eval(SCRIPT, 0, pattern)
