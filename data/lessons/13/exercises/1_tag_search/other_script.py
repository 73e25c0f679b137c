SCRIPT = """
local found = redis.call('SINTER', unpack(KEYS, 1, tonumber(ARGV[1])))
local kept = {}
for _, product in ipairs(found) do
  local out = false
  for i = ARGV[1] + 1, #KEYS do
    out = out or redis.call('SISMEMBER', KEYS[i], product) == 1
  end
  if not out then kept[#kept + 1] = tonumber(product) end
end
table.sort(kept)
return kept
"""


def tag_product(r, product, tags):
    with r.pipeline() as pipe:
        for tag in tags:
            pipe.sadd(f"tag:{tag}", product)
        pipe.execute()


def find_products(r, tags, without=()):
    keys = [f"tag:{tag}" for tag in (*tags, *without)]
    return r.eval(SCRIPT, len(keys), *keys, len(tags))
