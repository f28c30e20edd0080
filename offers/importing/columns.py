"""The columns of an import file."""

REQUIRED = ("row_id", "partner_name", "offer_title", "policy_field")
OPTIONAL = (
    "partner_kind", "partner_website", "summary", "description", "topics", "street", "postcode", "city", "phone",
    "email", "website", "opening_hours", "cost", "anonymous_possible", "languages", "childcare_during_visit",
    "remote_possible", "min_child_age", "max_child_age", "eligibility", "documents_to_bring", "source_url",
    "source_date_seen",
)  # fmt: skip
COLUMNS = REQUIRED + OPTIONAL


def column_key(title: str) -> str:
    """The name of a column as we write it: “Offer Title ” is ``offer_title``."""
    return "_".join(title.casefold().replace("-", " ").replace("_", " ").split())
