"""Which tables of the administration are files as well."""

from dataclasses import dataclass

from offers.models import HelpLine, LexiconEntry, UnmetSearch
from partners.models import Contact, Partner
from referrals.models import Reason

NUMBER = "pk"  # as a key: a row without a number is a new one


@dataclass(frozen=True)
class Spec:
    """One table. ``key``: the fields by which a row is known; ``fields``: its columns beside these."""

    model: type
    key: tuple[str, ...]
    fields: tuple[str, ...]
    comes_in: bool = True

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.key, *self.fields)


SPECS = {
    spec.label: spec
    for spec in (
        Spec(LexiconEntry, ("use", "language", "phrase"), ("concepts", "weight", "is_active")),
        Spec(
            HelpLine, ("key",),
            ("name", "group", "phone", "second_phone", "always_open", "hours", "cost", "use_when", "url", "url_note",
             "region", "is_shown", "note", "position"),
        ),
        Spec(Reason, ("kind", "code"), ("label", "sentence", "needs_text", "is_retired", "position")),
        Spec(
            Partner, ("slug",),
            ("name", "short_name", "kind", "description", "website", "membership", "member_since", "member_until",
             "ends_on", "inbox_email", "answer_days"),
        ),
        Spec(
            Contact, (NUMBER,),
            ("partner", "name", "function", "responsibility", "phone", "second_phone", "email", "form_url", "reachable",
             "is_public"),
        ),
        Spec(UnmetSearch, ("words", "week"), ("count", "found_nothing"), comes_in=False),
    )
}  # fmt: skip
