"""The palette, after Okabe and Ito: contrast of at least 3:1 on white, safe if you're color-blind."""

BLUE, VERMILION, GREEN, PURPLE, BLACK = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000"
GREY = "#767676"
AMBER = "#E69F00"  # only as a tint on cards, because it's too pale for lines and text
CYCLE = [BLUE, BLACK, GREEN, PURPLE, GREY]  # without vermilion, which means that something is bad
INK, MUTED, HAIRLINE = "#222222", "#555555", "#BBBBBB"  # text, what comments on it, thin lines
BLUE_TINT, GREEN_TINT, GREY_TINT = "#E3EEF6", "#E2F2EC", "#F2F2F2"  # fills behind text
COLORS = {  # the same color for the same thing in every lesson
    "redis": BLUE,
    "database": BLACK,
    "memory": GREEN,
    "memcached": PURPLE,
    "hit": GREEN,
    "miss": VERMILION,
    "lost": VERMILION,
    "kept": GREEN,
    "neutral": GREY,
}
