"""All that the server knows, of which namespaces share nothing.

There is no declaring: namespaces, pools and actors exist from their first use on. Everything runs
on one thread, and nothing here waits, so each operation is done whole before the next begins.
"""

from kv_store import KvStore
from sqlite_database import Database


class Actor:
    def __init__(self):
        # Nothing here schedules actors, so each one is and stays in its first generation.
        self.generation = 1
        self.keys = KvStore()
        self.database = Database()


class World:
    def __init__(self):
        self._actors = {}
        # (namespace, envoy key) -> the connection that speaks for this envoy.
        self.envoys = {}
        # (namespace, actor id) -> the one KV channel connection that may write (KV-A6).
        self.writers = {}

    def actor(self, namespace, actor_id):
        place = (namespace, actor_id)
        if place not in self._actors:
            self._actors[place] = Actor()
        return self._actors[place]
