"""Diagrams for the lessons. Each function shows one diagram and returns None."""

from helpers.diagrams.counting import bitmaps, hash_to_register, registers, retention
from helpers.diagrams.maps import geohash_cells, nearest_on_map
from helpers.diagrams.messages import fan_out, one_thread, stream_groups, where_a_key_lives
from helpers.diagrams.objects import list_ends, set_algebra, skip_list, three_ways_to_keep_an_object
from helpers.diagrams.persistence import way_to_the_disk
from helpers.diagrams.snapshots import copy_on_write

__all__ = [
    "bitmaps",
    "copy_on_write",
    "fan_out",
    "geohash_cells",
    "hash_to_register",
    "list_ends",
    "nearest_on_map",
    "one_thread",
    "registers",
    "retention",
    "set_algebra",
    "skip_list",
    "stream_groups",
    "three_ways_to_keep_an_object",
    "way_to_the_disk",
    "where_a_key_lives",
]
