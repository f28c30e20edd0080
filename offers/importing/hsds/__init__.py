"""Offers from another directory that gives its services as Open Referral HSDS 3.0.

``loading`` finds the services in files, ``entry`` reads values whatever is wrong with them, ``service`` makes of each
service what a row of a table is elsewhere; then the same engine recognises, compares and stores (``offers.importing``).
"""

from offers.importing.hsds.run import import_services

__all__ = ["import_services"]
