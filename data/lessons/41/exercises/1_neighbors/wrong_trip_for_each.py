# verdict: 12 round trips at most
def neighbors(r, board, player, count):
    position = r.zrevrank(board, player)
    if position is None:
        return []
    first = max(0, position - count)
    around = r.zrange(board, first, position + count, desc=True, withscores=True)
    return [(1 + r.zcount(board, f"({points}", "+inf"), name, int(points)) for name, points in around]
