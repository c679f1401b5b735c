"""The shell that runs: clock, sampler, keeper, changes."""
