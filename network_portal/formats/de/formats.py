"""Dates and times as a German reader writes them, where Django's own German formats differ."""

TIME_FORMAT = "G:i"  # 9:00, not 09:00
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M"]  # the first one is shown in forms: 09:00, not 09:00:00
