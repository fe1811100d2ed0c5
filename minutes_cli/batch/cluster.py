"""A Dask cluster's engine: the same work by the same children, spread over its workers.

Every worker's process keeps children of its own (see keeper), so that an input that hangs or crashes costs a child and
never a worker. Workers must have the same minutes, lxml and Python as the driver, or results would differ.
"""

from __future__ import annotations

import contextlib
import logging
import os
import platform
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from minutes_cli.batch import keeper
from minutes_cli.batch.driver import WorkerLostError
from minutes_cli.batch.items import Job, Outcome
from minutes_cli.batch.keeper import Setup
from minutes_cli.batch.needs import need
from minutes_cli.errors import MinutesError, NetworkError

_PATIENCE = 30  # seconds for the scheduler to answer and the first worker to be there
_RELOOK = 16  # batches between two looks at how many cores the cluster has


class ClusterError(NetworkError):
    """The cluster cannot be reached or has gone."""

    code = "cluster"


class VersionsError(MinutesError):
    """A worker would give other results than the driver."""

    exit_code = 2
    code = "versions"


@dataclass(frozen=True, slots=True)
class Keys:
    """Files for tls:// addresses."""

    authority: str | None = None
    certificate: str | None = None
    key: str | None = None


@cache
def versions() -> dict[str, str]:
    """What decides the bytes of a result, as this process has it."""
    from importlib.metadata import version

    from minutes_cli import __version__

    python = ".".join(platform.python_version_tuple()[:2])
    return {"minutes": __version__, "lxml": version("lxml"), "Python": python}


def work(jobs: tuple[Job, ...], setup: Setup, wanted: Mapping[str, str]) -> list[Outcome]:
    """A batch, on a worker; raises VersionsError on one that has come later with other versions."""
    _compare(f"a worker on {platform.node()}", versions(), wanted)
    return keeper.work(jobs, setup)


def _compare(who: str, found: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    for name, version in wanted.items():
        if found.get(name) != version:
            raise VersionsError(f"{who} has {name} {found.get(name)}, this machine has {version}; install the same")


class Cluster:
    """Use `cluster`."""

    batch_docs = 64

    def __init__(self, client: Any, setup: Setup) -> None:
        self._client, self._setup = client, setup
        self._executor = client.get_executor(pure=False)
        self._cores = self._count = 0
        self._seen = False

    def room(self) -> int:
        """Four batches for each core, so that no worker waits for the driver."""
        return 4 * self.cores()

    def cores(self) -> int:
        """The cluster's cores; workers may come and go."""
        if self._count % _RELOOK == 0:
            with _told():
                self._cores = max(1, sum(self._client.ncores().values()))
        self._count += 1
        return self._cores

    def submit(self, jobs: tuple[Job, ...]) -> Future[list[Outcome]]:
        """Start a batch."""
        jobs = tuple(replace(j, where=os.path.abspath(j.where)) if j.kind == "file" else j for j in jobs)  # noqa: PTH100
        self._look_for(jobs)
        future: Future[list[Outcome]] = Future()
        with _told():
            inner = self._executor.submit(work, jobs, self._setup, versions())
        inner.add_done_callback(lambda done: _pass_on(done, future))
        return future

    def _look_for(self, jobs: tuple[Job, ...]) -> None:
        """Refuse to start where the workers do not see the files that they are to read."""
        path = next((job.where for job in jobs if job.kind == "file"), None)
        if path is None or self._seen:
            return
        self._seen = True
        with _told():
            seen = self._client.run(os.path.lexists, path)
        for worker, there in seen.items():
            if not there:
                raise ClusterError(f"{worker} does not see {path}; use a folder that all machines share, or a URL")


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """A connection that is lost as one line."""
    try:
        yield
    except (OSError, RuntimeError, CancelledError) as error:
        raise ClusterError(f"the cluster has gone: {type(error).__name__}; the same command goes on") from error


def _pass_on(done: Any, future: Future[list[Outcome]]) -> None:
    """The end of a task as the driver knows it."""
    from distributed.scheduler import KilledWorker

    try:
        future.set_result(done.result())
    except KilledWorker as error:
        future.set_exception(WorkerLostError(f"workers of the cluster died over it, {error.last_worker} last"))
    except MinutesError as error:
        future.set_exception(error)
    except (CancelledError, Exception) as error:  # noqa: BLE001 (whatever its connection raised)
        future.set_exception(ClusterError(f"the cluster has gone: {type(error).__name__}; the same command goes on"))


@contextlib.contextmanager
def cluster(address: str, setup: Setup, keys: Keys) -> Iterator[Cluster]:
    """The engine of the cluster whose scheduler is at `address` (tcp://, tls://) or in a scheduler file.

    Raises ClusterError where it cannot be reached or has no worker, VersionsError where a worker differs.
    """
    need("distributed", "cluster")
    from distributed import Client

    connect: Any = Client  # without types
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it would log is told in one line
    try:
        client = connect(timeout=_PATIENCE, set_as_default=False, **_address(address, keys))
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(f"there is no scheduler at {address}: {error}") from error
    with client:
        _meet(client, address)
        try:
            yield Cluster(client, setup)
        finally:
            with contextlib.suppress(Exception):
                client.run(keeper.release, wait=False)


def _address(address: str, keys: Keys) -> dict[str, Any]:
    if "://" not in address:
        return {"scheduler_file": address}
    if not address.startswith("tls://"):
        return {"address": address}
    from distributed.security import Security

    secure: Any = Security
    security = secure(
        tls_ca_file=keys.authority,
        tls_client_cert=keys.certificate,
        tls_client_key=keys.key,
        require_encryption=True,
    )
    return {"address": address, "security": security}


def _meet(client: Any, address: str) -> None:
    """Wait for a worker and compare versions with every one."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise ClusterError(
            f"the scheduler at {address} has no worker; start some with: dask worker {address}"
        ) from error
    for worker, found in client.run(versions, on_error="return").items():
        if isinstance(found, BaseException):
            raise VersionsError(f"{worker} has no minutes of this version: {found}")
        _compare(worker, found, versions())
