# verdict: How many connections does the server accept in all
from math import ceil


def pool_size(r, rate, held_ms, processes):
    return max(1, ceil(2 * rate * held_ms / 1000 / processes))
