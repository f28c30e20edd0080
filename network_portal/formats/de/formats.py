"""Dates and times as a German reader writes them, where Django's own German formats differ."""

TIME_FORMAT = "G:i"  # 9:00, not 09:00
