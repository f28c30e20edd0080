"""What came of looking at an ended referral again: one of the fixed answers, no word of a parent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from referrals.models.followup import CHECK_INS, OF_CHECK_INS, OF_CONTRADICTIONS


class ResultForm(forms.Form):
    """The answers that fit the follow-up. Each form of a page has a prefix of its own."""

    result = forms.ChoiceField(
        widget=forms.RadioSelect, label=_("What came of it?"),
        error_messages={"required": _("Please choose an answer.")},
    )  # fmt: skip

    def __init__(self, data=None, *, follow_up):
        super().__init__(data, prefix=f"f{follow_up.pk}")
        answers = OF_CHECK_INS if follow_up.kind in CHECK_INS else OF_CONTRADICTIONS
        self.fields["result"].choices = [(answer.value, answer.label) for answer in answers]
        self.follow_up = follow_up
