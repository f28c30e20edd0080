"""What several tests of referrals stand on."""

import pytest

from referrals.models import ChainStatus
from tests.referrals import rows
from tests.referrals.chain_rows import accompanied, make_chain


@pytest.fixture
def network(db):
    """A network, whose Land decides which days are working days."""
    return rows.make_network()


@pytest.fixture
def way(network):
    """A chain of two steps in force, and who is accompanied on it, with ``first`` and ``second`` step."""
    chain = make_chain(ChainStatus.IN_FORCE)
    row = accompanied(chain)
    row.first, row.second = chain.steps.all()
    return row
