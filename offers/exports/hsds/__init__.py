"""The public entries as Open Referral HSDS 3.0 (https://docs.openreferral.org/en/v3.0/): what others' machines read.

``docs/api.md`` has the mapping and our profile. A service is an offer, an organization a partner, a location a place.
"""

VERSION = "3.0"
PROFILE = "una-1.0"  # name of the taxonomy of our own attributes; importers recognise it by this
