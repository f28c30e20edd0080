"""A child's age as people say it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def age_words(age_from: int | None, age_to: int | None) -> str:
    """Ages in months, the last one included, in words: “from 6 months until the 3rd birthday”; empty for any age."""
    start = _from_words(age_from) if age_from else ""
    end = _until_words(age_to) if age_to is not None else ""
    if start and end:
        return _("%(start)s %(end)s") % {"start": start, "end": end}
    return start or end


def _from_words(months: int) -> str:
    if months % 12:
        return ngettext("from %(count)s month", "from %(count)s months", months) % {"count": months}
    years = months // 12
    return ngettext("from %(count)s year", "from %(count)s years", years) % {"count": years}


def _until_words(months: int) -> str:
    if (months + 1) % 12:
        return ngettext("up to %(count)s month", "up to %(count)s months", months) % {"count": months}
    return _("until the %(nth)s birthday") % {"nth": f"{(months + 1) // 12}."}
