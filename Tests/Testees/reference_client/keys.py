"""What is asked about an actor's keys, which is the same in both protocols."""


class Keys:
    """For a client whose `ask(actor, kind, members, reply_kind)` gives the members of the reply."""

    async def get(self, actor, keys):
        found = await self.ask(actor, "KvGetRequest", {"keys": keys}, "KvGetResponse")
        return values_by_key(keys, found)

    async def put(self, actor, keys, values):
        await self.ask(actor, "KvPutRequest", {"keys": keys, "values": values}, "KvPutResponse")

    async def delete(self, actor, keys):
        await self.ask(actor, "KvDeleteRequest", {"keys": keys}, "KvDeleteResponse")

    async def delete_range(self, actor, start, end):
        bounds = {"start": start, "end": end}
        await self.ask(actor, "KvDeleteRangeRequest", bounds, "KvDeleteResponse")


def values_by_key(keys, found):
    """Replies leave out keys that are not there, and may have another order (KV-A12.5)."""
    values = dict(zip(found["keys"], found["values"]))
    return [values.get(key.lower()) for key in keys]
