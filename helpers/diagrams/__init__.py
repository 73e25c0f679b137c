"""Diagrams for the lessons. Each function shows one diagram and returns None.

Most of them draw a structure and take nothing. `sequence` draws a race, step by step:

    from helpers.diagrams import sequence
    from helpers.judge import every_order

    race = every_order(count_naively, count_naively, args=("views:7",), loses="lose an update")
    sequence(race)                               # the shortest order in which an update is lost
    sequence(                                    # or a race that you have staged and watched yourself
        ["reader", "update"],
        [
            ("reader", "GET price:7", "nil", "nothing", "12.99"),
            ("update", "UPDATE … 9.99", "", "nothing", "9.99"),
            ("reader", "SET price:7 12.99 EX 300", "OK", "price:7 12.99", "9.99"),
        ],
    )
"""

from helpers.diagrams.counting import bitmaps, hash_to_register, registers, retention
from helpers.diagrams.maps import geohash_cells, nearest_on_map
from helpers.diagrams.messages import fan_out, one_thread, stream_groups, where_a_key_lives
from helpers.diagrams.objects import list_ends, set_algebra, skip_list, three_ways_to_keep_an_object
from helpers.diagrams.persistence import way_to_the_disk
from helpers.diagrams.production import in_production
from helpers.diagrams.races import sequence
from helpers.diagrams.snapshots import copy_on_write

__all__ = [
    "bitmaps",
    "copy_on_write",
    "fan_out",
    "geohash_cells",
    "hash_to_register",
    "in_production",
    "list_ends",
    "nearest_on_map",
    "one_thread",
    "registers",
    "retention",
    "sequence",
    "set_algebra",
    "skip_list",
    "stream_groups",
    "three_ways_to_keep_an_object",
    "way_to_the_disk",
    "where_a_key_lives",
]
