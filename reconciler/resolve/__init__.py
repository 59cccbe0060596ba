"""Profiles applied, selectors turned into people: pure, from desired state and address book to resolved state.

It must not know live groups, files or the network; of the past it takes what departments and groups were, and of
WeCom besides the address book who may own customer groups.
"""

from reconciler.resolve.address_book import AddressBook
from reconciler.resolve.folding import Folding
from reconciler.resolve.named import people_named, tags_named
from reconciler.resolve.persons import Persons
from reconciler.resolve.profiles import with_profiles
from reconciler.resolve.resolve import resolve

__all__ = ["AddressBook", "Folding", "Persons", "people_named", "resolve", "tags_named", "with_profiles"]
