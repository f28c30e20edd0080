"""What coordinators set for referrals, and what they may see of them: dates and states, never a person.

``Content``, ``Message`` and ``Consent`` are not registered: the administration never shows what they hold.
"""

from referrals.admin import chains, records, rules, words

__all__ = ["chains", "records", "rules", "words"]
