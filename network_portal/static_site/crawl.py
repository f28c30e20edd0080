"""Finds every page that belongs into the copy, from the start page and the list for search engines on."""

import json
from collections import deque

from network_portal.static_site.addresses import Address, exported, file_name, first_addresses, parts_of_list
from network_portal.static_site.fetch import Answer, Portal
from network_portal.static_site.rewrite import links_of

MOST_PAGES = 50_000  # beyond this something leads in circles
SHOWN = (200, 410)  # 410: an offer that has ended, and who helps instead


class Crawl:
    """All answers by address. ``moved`` says where an address leads now, ``missing`` what nobody found."""

    def __init__(self, portal: Portal):
        self.portal = portal
        self.answers: dict[Address, Answer] = {}
        self.moved: dict[Address, Address] = {}
        self.missing: set[Address] = set()

    def run(self, first=None):
        """Fetch everything there is a way to. Raises ``RuntimeError`` for a page that fails."""
        waiting = deque(first or first_addresses())
        known = set(waiting)
        while waiting:
            address = waiting.popleft()
            for found in self.fetch(address):
                if found not in known:
                    known.add(found)
                    waiting.append(found)
            if len(known) > MOST_PAGES:
                raise RuntimeError(f"More than {MOST_PAGES} pages; the last one is {address}.")
        return self

    def fetch(self, address: Address) -> list[Address]:
        """Keep the answer to one address; returns where it leads on."""
        answer = self.portal.get(str(address))
        if answer.status >= 500:
            raise RuntimeError(f"{address} answers {answer.status}.")
        if answer.location:
            return self.follow(address, answer.location)
        if answer.status not in SHOWN:
            self.missing.add(address)
            return []
        self.answers[address] = answer
        if answer.content_type == "application/json":
            return parts_of_list(address, json.loads(answer.body))
        if answer.content_type != "text/html":
            return []
        return list(filter(None, (self.leads_to(address, link) for link in links_of(answer.body.decode()))))

    def follow(self, address, location) -> list[Address]:
        """Another address of the portal, or nothing."""
        target = self.leads_to(address, location)
        if target is None or target == address:
            self.missing.add(address)
            return []
        self.moved[address] = target
        return [target]

    def leads_to(self, address: Address, link: str) -> Address | None:
        return exported(link, str(address), self.portal.host)

    def found(self, address: Address) -> Address | None:
        """The address that has an answer; None where there is none."""
        for _step in range(5):
            if address in self.answers:
                return address
            address = self.moved.get(address)
        return None

    def files(self) -> dict[Address, str]:
        """The name of the file for each address."""
        return {address: file_name(address, answer.content_type) for address, answer in self.answers.items()}
