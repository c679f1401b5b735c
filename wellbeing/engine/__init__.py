"""The shell that runs: clock, sampler, keeper, changes."""

from wellbeing import lean

lean.load("apscheduler.schedulers.background", "apscheduler.executors.pool")
