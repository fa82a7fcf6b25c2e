"""A Dask cluster of two workers judges a folder, and one of them is killed in the middle.

python cluster.py NETWORK SUBMISSIONS OUTPUT
"""

import os
import signal
import sys
import threading
from pathlib import Path

from distributed import LocalCluster

from symbp.course.networks import Networks
from symbp.course.run import Course, run


def main(network: str, submissions: str, output: str) -> None:
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50)
    with cluster:
        victims = [worker.pid for worker in cluster.workers.values()]
        course = Course(Networks(network), Path(submissions), Path(output), dask=cluster.scheduler_address)
        killed = threading.Event()

        def watch(done: int, total: int | None) -> None:
            if total is not None and done >= total // 3 and not killed.is_set():
                killed.set()
                os.kill(victims[0], signal.SIGKILL)

        results = run(course, watch)
        assert killed.is_set()
        print(len(results), "results, worker", victims[0], "killed")


if __name__ == "__main__":
    main(*sys.argv[1:])
