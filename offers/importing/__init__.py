"""Offers from a table that somebody else keeps: read, recognised, stored; what a person has changed here stays.

The way of a file: ``decoding`` makes text of bytes, ``table`` makes rows with line numbers, ``reading`` makes of each
row what an offer needs and says why it cannot, ``partners``, ``places`` and ``contacts`` recognise what exists,
``storing`` writes what is new in the file, ``run`` holds it all in one transaction.

A row is refused where storing it would tell parents something wrong, or where the offer would lack what it must have.
What can stay unknown without harm stays unknown and is reported as a remark.
"""

from offers.importing.problems import UnreadableFile
from offers.importing.run import Options, import_offers

__all__ = ["Options", "UnreadableFile", "import_offers"]
