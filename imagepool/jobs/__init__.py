"""Work that no request waits for: enqueued with the act that needs it, done at least once."""

from imagepool.jobs.queue import Job, JobState, Pace, Queue

__all__ = ["Job", "JobState", "Pace", "Queue"]
