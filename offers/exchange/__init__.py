"""One's own offers as a table, and the table back again: what partners do when they have much to change at once.

``columns`` says which cell holds what, ``writing`` fills the cells of an offer, ``reading`` understands what was
typed, ``tables`` opens files, ``plan`` compares a file with the portal, ``carry_out`` stores what was agreed on.
A cell that nobody has touched is never read: only what differs is understood anew.
"""
