"""OpenStack Swift with s3api in one process: ``python -P swift_process.py FOLDER``.

Run by the Python of Swift's own environment. Prints ``ready PORT`` once it listens. Everything
is real Swift (rings of one device, real on-disk format) except memcached, for which a
dictionary stands in, and fsync, which a server that is thrown away does not need.
"""

from __future__ import annotations

import json
import os
import sys
import time
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402 - only after everything is patched
from swift.common import storage_policy, utils  # noqa: E402
from swift.common.ring import RingData  # noqa: E402
from swift.common.wsgi import SwiftHttpProtocol, loadapp  # noqa: E402

_SERVERS = ("account", "container", "object")
_PIPELINE = (
    "catch_errors gatekeeper healthcheck listing_formats bulk s3api tempauth copy slo dlo"
    " versioned_writes symlink proxy-server"
)
_OPTIONS = {
    "s3api": "check_bucket_owner = false",
    "tempauth": "user_test_tester = testing .admin",
    "versioned_writes": "allow_versioned_writes = true\nallow_object_versioning = true",
}


def _configure(folder: Path) -> Path:
    etc = folder / "etc"
    etc.mkdir()
    (folder / "srv" / "d1").mkdir(parents=True)
    (etc / "swift.conf").write_text(
        "[swift-hash]\nswift_hash_path_prefix = tests\nswift_hash_path_suffix = tests\n"
        "[storage-policy:0]\nname = default\ndefault = yes\n"
    )
    default = (
        f"[DEFAULT]\nswift_dir = {etc}\ndevices = {folder}/srv\nmount_check = false\n"
        f"log_level = WARNING\nlog_address = {folder}/nolog\nfallocate_reserve = 0\n"
    )
    for name in _SERVERS:
        (etc / f"{name}.conf").write_text(
            f"{default}[pipeline:main]\npipeline = {name}-server\n"
            f"[app:{name}-server]\nuse = egg:swift#{name}\nauto_create_account_prefix = .\n"
        )
    filters = "".join(
        f"[filter:{name}]\nuse = egg:swift#{name}\n{_OPTIONS.get(name, '')}\n"
        for name in _PIPELINE.split()[:-1]
    )
    (etc / "proxy.conf").write_text(
        f"{default}[pipeline:main]\npipeline = {_PIPELINE}\n[app:proxy-server]\n"
        "use = egg:swift#proxy\nallow_account_management = true\naccount_autocreate = true\n"
        f"{filters}"
    )
    return etc


def _write_ring(etc: Path, name: str, port: int) -> None:
    device = {"id": 0, "region": 1, "zone": 1, "ip": "127.0.0.1", "port": port, "device": "d1"}
    device |= {"weight": 1.0, "meta": "", "replication_ip": "127.0.0.1", "replication_port": port}
    RingData([array("H", [0] * 16)], [device], 28).save(str(etc / f"{name}.ring.gz"))


class _Cache:
    """Stands in for memcached, with the interface that Swift calls."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[object, float]] = {}

    def get(self, key: str, raise_on_error: bool = False) -> object:  # noqa: ARG002
        value, end = self._entries.get(key, (None, 0.0))
        return None if end and end < time.time() else value

    def set(self, key: str, value: object, time: float = 0, **_: object) -> None:
        self._entries[key] = (json.loads(json.dumps(value)), _now() + time if time else 0.0)

    def incr(self, key: str, delta: int = 1, time: float = 0) -> int:
        value = max(0, int(str(self.get(key) or 0)) + delta)
        self.set(key, value, time=time)
        return value

    def decr(self, key: str, delta: int = 1, time: float = 0) -> int:
        return self.incr(key, -delta, time)

    def delete(self, key: str, server_key: object = None) -> None:  # noqa: ARG002
        self._entries.pop(key, None)

    def set_multi(self, mapping: dict[str, object], server_key: object, **options: float) -> None:  # noqa: ARG002
        for key, value in mapping.items():
            self.set(key, value, time=options.get("time", 0))

    def get_multi(self, keys: list[str], server_key: object) -> list[object]:  # noqa: ARG002
        return [self.get(key) for key in keys]


_now = time.time


class _Silence:
    def write(self, *_: object) -> None: ...
    def flush(self) -> None: ...

    debug = info = warning = error = exception = write


_App = Callable[[dict[str, object], object], Iterable[bytes]]


def _with_cache(app: _App, cache: _Cache) -> _App:
    def call(environ: dict[str, object], start_response: object) -> Iterable[bytes]:
        environ["swift.cache"] = cache
        return app(environ, start_response)

    return call


def _do_not_wait(fd: object) -> None: ...


def main(folder: Path) -> None:
    os.fsync = os.fdatasync = _do_not_wait
    etc = _configure(folder)
    utils.set_swift_dir(str(etc))
    storage_policy.reload_storage_policies()
    sockets = {name: eventlet.listen(("127.0.0.1", 0)) for name in (*_SERVERS, "proxy")}
    for name in _SERVERS:
        _write_ring(etc, name, sockets[name].getsockname()[1])
    cache = _Cache()
    threads = eventlet.GreenPool(2000)
    servers = [
        eventlet.spawn(
            wsgi.server,
            socket,
            _with_cache(loadapp(f"{etc}/{name}.conf"), cache),
            log=_Silence(),
            log_output=False,
            protocol=SwiftHttpProtocol,
            custom_pool=threads,
            capitalize_response_headers=False,
        )
        for name, socket in sockets.items()
    ]
    print(f"ready {sockets['proxy'].getsockname()[1]}", flush=True)  # noqa: T201 - read by the tests
    servers[-1].wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
