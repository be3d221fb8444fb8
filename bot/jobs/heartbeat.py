"""APScheduler as a heartbeat over the table of jobs."""

import secrets
import time
from collections.abc import Callable
from functools import lru_cache

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from structlog.contextvars import bound_contextvars

from bot.jobs.table import JOBS, Beat, Job
from bot.meters import JOB_FAILED, JOB_LASTED, JOB_SUCCEEDED
from bot.spans import span

log = structlog.get_logger()


def run_job(job: Job, beat: Beat) -> None:
    """Run one job; a failure is logged and left to the next beat."""
    began = time.perf_counter()
    with bound_contextvars(job=job.id, run=secrets.token_hex(6)), span("job", id=job.id):
        try:
            job.run(beat)
        except Exception as error:  # noqa: BLE001 - the edge: one broken job must not stop the others
            JOB_FAILED.labels(job.id).inc()
            log.error("job.failed", job=job.id, error=type(error).__name__)
        else:
            JOB_SUCCEEDED.labels(job.id).set_to_current_time()
        JOB_LASTED.labels(job.id).set(time.perf_counter() - began)


def run_all(beat: Beat, *, without_slack: bool = False) -> None:
    """Run every job once, in the table's order: what `tick` does. `without_slack` is for a dry run."""
    for job in JOBS:
        if not (without_slack and job.asks_slack):
            run_job(job, beat)


@lru_cache
def _trigger(cron: str) -> CronTrigger:
    return CronTrigger.from_crontab(cron, timezone="UTC")


def heartbeat(beat: Callable[[], Beat]) -> BackgroundScheduler:
    """A scheduler, not yet started, that runs the table. A beat that was missed is run once, late."""
    scheduler = BackgroundScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": 3600}
    )
    for job in JOBS:
        scheduler.add_job(
            lambda job=job: run_job(job, beat()),
            _trigger(job.cron),
            id=job.id,
        )
    return scheduler
