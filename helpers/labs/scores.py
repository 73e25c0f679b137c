"""Lesson 41: the same leaderboard of any size, in Redis and in SQLite."""

import sqlite3

POINTS = 1_000_003  # a prime, so that the points below look random and hardly ever repeat
FILL = """
for player = tonumber(ARGV[1]), tonumber(ARGV[2]) do
    redis.call('ZADD', KEYS[1], player * 7919 % 1000003, 'player:' .. player)
end
"""
STEP = 50_000  # players that one call of the script adds


def fill(r, key, players):
    """Add `player:1` to `player:<players>` to the sorted set `key`, with the points of `scores_in_sqlite`."""
    script = r.register_script(FILL)
    for first in range(1, players + 1, STEP):
        script(keys=[key], args=[first, min(first + STEP - 1, players)])


def scores_in_sqlite(players):
    """Return an SQLite database in memory: a table `scores` (player, points) and an index on the points."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE scores (player TEXT PRIMARY KEY, points INTEGER) WITHOUT ROWID")
    database.execute(
        "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?) "
        "INSERT INTO scores SELECT 'player:' || n, n * 7919 % ? FROM numbers",
        (players, POINTS),
    )
    database.execute("CREATE INDEX by_points ON scores (points)")
    return database
