"""Objects of the interface: what nobody knows is left out, for “null” is no value in the standard."""


def known(**values) -> dict:
    """The values that say something; 0 and False do."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {})}
