# verdict: What does a negative position mean
def neighbors(r, board, player, count):
    position = r.zrevrank(board, player)
    if position is None:
        return []
    around = r.zrange(board, position - count, position + count, desc=True, withscores=True)
    return [(1 + r.zcount(board, f"({points}", "+inf"), name, int(points)) for name, points in around]
