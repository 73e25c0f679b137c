# verdict: five million points
def neighbors(r, board, player, count):
    """The players around `player` as (rank, player, points), highest first."""
    position = r.zrevrank(board, player)
    if position is None:
        return []
    first = max(0, position - count)
    around = r.zrange(board, first, position + count, desc=True, withscores=True)
    with r.pipeline() as pipe:
        for _, points in around:
            pipe.zcount(board, f"({points:g}", "+inf")
        higher = pipe.execute()
    return [(1 + above, name, int(points)) for above, (name, points) in zip(higher, around, strict=True)]
