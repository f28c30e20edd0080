"""Slow forms beside everybody else."""

import threading

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpResponse
from django.test import override_settings

from network_portal.bodies import BodyLimitMiddleware, TurnMiddleware


@override_settings(BODIES_AT_ONCE=1)
def test_form_beside_a_slow_one_is_told_to_come_again_and_pages_are_served(rf):
    arrived, go_on = threading.Event(), threading.Event()

    def view(request):
        if request.path == "/slow/":
            arrived.set()
            go_on.wait(10)
        return HttpResponse("read")

    door = BodyLimitMiddleware(view)
    slow = threading.Thread(target=door, args=[rf.post("/slow/")])
    slow.start()
    arrived.wait(10)
    refused, page = door(rf.post("/form/")), door(rf.get("/page/"))
    go_on.set()
    slow.join()
    assert (refused.status_code, refused.headers["Retry-After"], refused.content.count(b'"tel:112"')) == (503, "60", 1)
    assert page.content == b"read"
    assert door(rf.post("/form/")).content == b"read"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only: others have a queue of their own")
def test_forms_take_turns_and_pages_need_not_wait(rf):
    arrived, go_on, seen = threading.Event(), threading.Event(), []

    def view(request):
        if request.path == "/first/":
            arrived.set()
            go_on.wait(10)
        seen.append(request.path)
        return HttpResponse("done")

    door = TurnMiddleware(view)
    forms = [threading.Thread(target=door, args=[rf.post(path)]) for path in ("/first/", "/second/")]
    forms[0].start()
    arrived.wait(10)
    forms[1].start()
    door(rf.get("/page/"))
    door.patience = 0.01
    refused = door(rf.post("/third/"))
    go_on.set()
    for form in forms:
        form.join()
    assert (seen, refused.status_code) == (["/page/", "/first/", "/second/"], 503)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only: others have a queue of their own")
def test_who_stands_behind_a_stuck_one_is_not_kept_too(rf):
    answers = iter([HttpResponse(status=503), HttpResponse("done")])
    door = TurnMiddleware(lambda request: next(answers))
    assert [door(rf.post("/form/")).status_code for _time in range(3)] == [503, 503, 503]
    door.stuck_until = 0.0
    assert door(rf.post("/form/")).content == b"done"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has the turns")
def test_other_databases_need_no_turns():
    with pytest.raises(MiddlewareNotUsed):
        TurnMiddleware(None)
