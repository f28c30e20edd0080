"""Parts of addresses that stand for something in the code."""

from offers.forms.sections import SECTIONS


class SectionConverter:
    """A section of an offer: “fuer-wen” in the address, “for_whom” in the code."""

    names = {spec.path: name for name, spec in SECTIONS.items()}
    regex = "|".join(names)

    def to_python(self, value):
        return self.names[value]

    def to_url(self, value):
        return SECTIONS[value].path
