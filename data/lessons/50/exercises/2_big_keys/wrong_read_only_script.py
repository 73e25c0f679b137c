# verdict: until it has ended
SCRIPT = """
local found, page = {}, redis.call('SCAN', ARGV[1], 'COUNT', 500)
for _, key in ipairs(page[2]) do
  local size = redis.call('MEMORY', 'USAGE', key)
  if size and size > tonumber(ARGV[2]) then
    table.insert(found, key)
    table.insert(found, size)
  end
end
return {page[1], found}
"""


def remove_big(r, limit):
    removed, cursor = {}, None
    while cursor != "0":
        cursor, found = r.eval_ro(SCRIPT, 0, cursor or "0", limit)
        big = dict(zip(found[::2], found[1::2], strict=True))
        if big:
            r.unlink(*big)
            removed |= big
    return removed
