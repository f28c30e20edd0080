"""What is worked out once after a change of the content and then kept in memory, as long as it stays true."""

import threading

from django.utils import timezone

from network_portal.changes import content_version


class KeptUntilChange:
    """Calls ``build`` once after each change and once a day, in each process. Safe for threads.

    Within a transaction it is called each time: what is seen there may never be committed.
    """

    def __init__(self, build):
        self.build, self.lock = build, threading.Lock()
        self.stamp = self.value = None

    def __call__(self):
        version = content_version()
        if version is None:
            return self.build()
        stamp = (version, timezone.localdate())
        with self.lock:
            if self.stamp != stamp:
                self.value, self.stamp = self.build(), stamp
            return self.value
