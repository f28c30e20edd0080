"""What a partner asks for when a parent is handed on to it."""

from partners.models.choices import usual_facts


class WithUsualFacts:
    """For forms of a partner: nothing ticked means what most ask for, since nobody can hand on nothing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "referral_facts" in self.fields:
            self.fields["referral_facts"].required = False

    def clean_referral_facts(self):
        return self.cleaned_data["referral_facts"] or usual_facts()
