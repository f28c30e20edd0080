"""The timer command killed in the middle of its work: no mail is lost, and one sent twice says so by its number."""

import os
import re
import subprocess
import sys
import time
from collections import Counter

import pytest

from network_portal.models import OutgoingMail
from tests.network_portal.mail_servers import mail_server
from tests.other_process import SharedDatabase

MAILS = 30
TIME_PASSES = "UPDATE network_portal_outgoingmail SET due_at = created_at WHERE sent_at IS NULL"
LEFT = "SELECT count(*) FROM network_portal_outgoingmail WHERE sent_at IS NULL OR body <> '' OR given_up_at IS NOT NULL"


def tick(database, port):
    environment = {"DATABASE_URL": database.url, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
    command = [sys.executable, "manage.py", "tick", "--verbosity", "0"]
    return subprocess.Popen(command, env=os.environ | environment | {"EMAIL_USE_TLS": "false"})


@pytest.mark.django_db(transaction=True)
def test_killed_tick_loses_no_mail_and_doubles_none_unseen(tmp_path):
    numbers = [f"<{number}@example.org>" for number in range(MAILS)]
    rows = [OutgoingMail(to="a@example.org", subject="x", body="x", name="test", message_id=n) for n in numbers]
    OutgoingMail.objects.bulk_create(rows)
    database = SharedDatabase(tmp_path)
    with mail_server() as server:
        process = tick(database, server.port)
        while len(server.mails) < MAILS // 3 and process.poll() is None:
            time.sleep(0.001)
        process.kill()
        assert process.wait() == -9
        database.run(TIME_PASSES)
        assert tick(database, server.port).wait() == 0
        time.sleep(0.05)  # the thread of the last conversation
        arrived = Counter(re.search(r"Message-ID: (\S+)", text)[1] for text in server.mails)
    assert set(arrived) == set(numbers)
    assert sum(arrived.values()) - MAILS <= 1  # at most the one under way at the kill
    assert database.run(LEFT) == [(0,)]
