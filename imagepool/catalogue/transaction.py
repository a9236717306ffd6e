"""One transaction: the subjects of the catalogue at one moment, changed whole or not at all."""

from __future__ import annotations

from sqlalchemy.orm import Session

from imagepool.catalogue.agreements import Agreements
from imagepool.catalogue.assets import Assets
from imagepool.catalogue.calls import Calls
from imagepool.catalogue.changes import Changes, Counter
from imagepool.catalogue.clearance import Clearances
from imagepool.catalogue.collections import Collections
from imagepool.catalogue.concepts import Concepts
from imagepool.catalogue.declarations import AssetDeclarations
from imagepool.catalogue.events import Events
from imagepool.catalogue.features import Features
from imagepool.catalogue.holders import Holders
from imagepool.catalogue.letters import Letters
from imagepool.catalogue.notices import Notices
from imagepool.catalogue.opinions import Opinions
from imagepool.catalogue.people import People
from imagepool.catalogue.recalls import Recalls
from imagepool.catalogue.receipts import Receipts
from imagepool.catalogue.releases import Releases
from imagepool.catalogue.requests import Requests
from imagepool.catalogue.searches import MissedSearches, SavedSearches
from imagepool.catalogue.submissions import Submissions

__all__ = ["Transaction"]


class Transaction:
    """What ``Catalogue.transaction`` and ``Catalogue.reading`` give; dead after their end."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._counter = counter = Counter(session)
        self.events = Events(session)
        self.assets = Assets(session, counter, self.events)
        self.changes = Changes(session)
        self.agreements = Agreements(session)
        self.receipts = Receipts(session)
        self.people = People(session)
        self.submissions = Submissions(session)
        self.concepts = Concepts(session, counter)
        self.opinions = Opinions(session, counter)
        self.clearances = Clearances(session)
        self.declarations = AssetDeclarations(session, counter)
        self.releases = Releases(session, counter)
        self.requests = Requests(session)
        self.recalls = Recalls(session, counter)
        self.features = Features(session)
        self.holders = Holders(session)
        self.notices = Notices(session)
        self.letters = Letters(session)
        self.saved_searches = SavedSearches(session)
        self.missed_searches = MissedSearches(session)
        self.calls = Calls(session)
        self.collections = Collections(session, counter, self.assets)

    def settle(self) -> None:
        """Finish the act: the event log comes last."""
        self.events.settle()

    def hold(self) -> None:
        """Keep all other writers of assets and their rights waiting, until the end."""
        self._counter.hold()

    @property
    def connection(self) -> object:
        """The open driver connection (``sqlite3`` or ``psycopg``), for others to join the act."""
        return self._session.connection().connection.dbapi_connection
