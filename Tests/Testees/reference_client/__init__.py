"""A client of the KV channel and of the envoy protocol, to read and to hold others against.

connection.py keeps a WebSocket up and brings replies to those who wait for them; kv_channel.py and
envoy.py speak one protocol each over it; database.py commits pages by an envoy, and ltx.py packs
those that are too many for one commit. The ids in the comments are those of vectors/rules.json.
"""
