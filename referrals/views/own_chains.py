"""Chains inside: reading, confirming or objecting; where their steps have gaps; who is accompanied."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from partners.models import Membership, Municipality
from partners.permissions import is_coordinator, led_partner_ids, managed_partner_ids, may_moderate
from referrals import chains
from referrals.accompaniments import with_next_step
from referrals.chain_offers import gap_counts, gap_table
from referrals.forms.chains import AnswerForm
from referrals.models import Chain, ChainStep
from referrals.order import next_of, states_of_all
from referrals.permissions import reading_partner_ids, visible_accompaniments, visible_chains, visible_versions

VERSION = "fassung"  # of the address


@require_safe
def own_chains(request):
    """The chains one is in, those in force, and whom one accompanies; with their gaps for who looks after fields."""
    on, user = timezone.localdate(), request.user
    if not (managed_partner_ids(user) or is_coordinator(user)):
        raise Http404
    steps = Prefetch("steps", ChainStep.objects.in_force().with_parties())
    rows = list(visible_chains(user).prefetch_related(steps))
    sees_gaps = may_moderate(user)
    gaps = gap_counts([row for row in rows if row.version_in_force], in_region()) if sees_gaps else {}
    running = list(with_next_step(visible_accompaniments(user).running()))
    states = states_of_all(running) if running else {}
    context = {
        "rows": [(row, gaps.get(row.pk)) for row in rows], "on": on, "sees_gaps": sees_gaps,
        "accompaniments": [(row, next_of(states[row.pk])) for row in running],
        "may_accompany": bool(reading_partner_ids(user)), "is_coordinator": is_coordinator(user),
    }  # fmt: skip
    return render(request, "referrals/chains/own_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def own_chain(request, slug):
    """One version of a chain as partners have to read it, what they have said so far, and the own word on it."""
    chain, user = get_object_or_404(visible_chains(request.user), slug=slug), request.user
    version, versions = version_of(request, chain)
    asked = asked_partners(chain, user) if version == chain.version else []
    if request.method == "POST" and not asked:
        raise Http404
    form = None
    if asked:
        own = led_partner_ids(user)
        form = AnswerForm(typed(request), partners=asked, own=own, version=chain.version)
    if request.method == "POST" and form.is_valid() and (done := _answered(request, chain, form)):
        return done
    said = chains.answers(chain, version)
    steps, gone = _steps(chain, version)
    context = {
        "chain": chain, "version": version, "is_in_force": version == chain.version_in_force, "steps": steps,
        "gone": gone, "others": [other for other in versions if other != version], "form": form,
        "partners": [(partner, said.get(partner.pk)) for partner in chain.partners(version)],
        "may_accompany": version == chain.version_in_force and bool(reading_partner_ids(user)),
        "sees_gaps": may_moderate(user), "is_coordinator": is_coordinator(user), "on": timezone.localdate(),
        "is_kept": bool(form) and is_kept(request, form),
    }  # fmt: skip
    return render(request, "referrals/chains/own.html", context)


def version_of(request, chain) -> tuple[int, list[int]]:
    """The version of the address, else the latest that the person may read; and all of those. 404 for others."""
    versions = visible_versions(request.user, chain)
    named = request.GET.get(VERSION, str(versions[-1]))
    for version in versions:
        if str(version) == named:
            return version, versions
    raise Http404


def _steps(chain, version):
    """The steps of a version, each with how it differs from the one in force; and steps that are gone."""
    rows = chain.steps.filter(version__in={version, chain.version_in_force} - {None}).with_parties()
    rows = list(rows.prefetch_related("required_outcomes"))
    steps, before = ([row for row in rows if row.version == number] for number in (version, chain.version_in_force))
    found, gone = chains.differences(steps, before) if before else ({}, [])
    return [(step, found.get(step.pk, "")) for step in steps], gone


def asked_partners(chain, user):
    """Partners in the chain for which ``user`` may give the word now: their managers.

    For partners without an account coordinators note what they have heard from them.
    """
    if chain.status not in chains.ANSWERABLE:
        return []
    partners = chain.partners()
    own = partners.filter(pk__in=led_partner_ids(user))
    if not is_coordinator(user):
        return list(own)
    return list(own | partners.exclude(pk__in=Membership.objects.active().values("partner")))


def _answered(request, chain, form):
    data = form.cleaned_data
    try:
        chains.answer(
            chain, data["partner"], agrees=data["agrees"] == "yes", by=request.user, note=data["note"],
            version=data["version"],
        )  # fmt: skip
    except chains.ChainError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("Thank you. Your word is noted."))
    return redirect("referrals:own-chain", slug=chain.slug)


@require_safe
def gaps(request, slug):
    """Every step in every municipality at this moment. 404 for those who look after no field."""
    if not may_moderate(request.user):
        raise Http404
    chain = get_object_or_404(visible_chains(request.user), slug=slug)
    version, _versions = version_of(request, chain)
    steps = list(chain.steps_of(version))
    rows = gap_table(steps, in_region())
    per_step = [(step, sum(row.cells[at].is_gap for row in rows)) for at, step in enumerate(steps)]
    context = {
        "chain": chain, "version": version, "per_step": per_step, "places": len(rows),
        "gaps": sum(row.gaps for row in rows),
        "parts": [(True, [row for row in rows if row.gaps]), (False, [row for row in rows if not row.gaps])],
        "rows": rows,
    }  # fmt: skip
    return render(request, "referrals/chains/gaps.html", context)


def in_region():
    """The municipalities of the network."""
    return Municipality.objects.filter(in_region=True).order_by("name", "pk")


def own_chain_in_force(user, slug) -> Chain:
    """A chain on which ``user`` may begin to accompany somebody. Raises ``Http404`` otherwise."""
    if not reading_partner_ids(user) or not managed_partner_ids(user):
        raise Http404
    return get_object_or_404(Chain.objects.in_force(), slug=slug)
