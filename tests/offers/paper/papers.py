"""What tests of papers share: their text, their pages, and the judgement of a validator."""

import re

import page

PROFILES = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}
LENGTH = "PDFA2A-STREAM-LENGTH-001"


def faults(pdf: bytes) -> list[str]:
    """What is wrong with a PDF as an accessible one and as one for an archive."""
    found = []
    for profile, name in PROFILES.items():
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures:
            # The validator takes a last byte that happens to be a line break for the end of the line after it.
            if failure.rule_id != LENGTH or not has_right_lengths(pdf):
                found.append(f"{name} {failure.rule_id}: {failure.message}")
    return found


def page_count(pdf: bytes) -> int:
    return page.validate_pdf_bytes(pdf, profile="ua1").document.page_count


def has_right_lengths(pdf: bytes) -> bool:
    """Whether each stream is as long as it says."""
    heads = re.finditer(rb"/Length (\d+)\b[^>]*>>\s*?\nstream\n", pdf)
    return all(pdf[head.end() + int(head[1]) :].startswith(b"\nendstream") for head in heads)
