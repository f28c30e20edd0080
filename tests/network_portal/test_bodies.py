"""Slow forms beside everybody else."""

import threading

from django.http import HttpResponse
from django.test import override_settings

from network_portal.bodies import BodyLimitMiddleware


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
