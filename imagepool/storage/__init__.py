"""Where the bytes are kept: an object store with five verbs, as a directory or on S3."""

from imagepool.storage.object_store import ObjectStore, Store

__all__ = ["ObjectStore", "Store"]
