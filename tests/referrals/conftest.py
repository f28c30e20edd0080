"""What several tests of referrals stand on."""

import pytest

from tests.referrals import rows


@pytest.fixture
def network(db):
    """A network, whose Land decides which days are working days."""
    return rows.make_network()
