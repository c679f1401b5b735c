"""How long the machine has been awake, and how long it has been on: their difference is sleep."""

from __future__ import annotations

import sys
import time

if sys.platform == "win32":
    import ctypes

    def awake_ns() -> int:
        """Monotonic; stands still in suspend (QueryUnbiasedInterruptTime, in tenths of microseconds)."""
        counted = ctypes.c_uint64()
        ctypes.WinDLL("kernel32").QueryUnbiasedInterruptTime(ctypes.byref(counted))
        return counted.value * 100

    def on_ns() -> int:
        """Monotonic, in steps of 10 to 16 ms; goes on in suspend (GetTickCount64)."""
        ticks = ctypes.WinDLL("kernel32").GetTickCount64
        ticks.restype = ctypes.c_uint64
        return int(ticks()) * 1_000_000

elif sys.platform == "darwin":

    def awake_ns() -> int:
        """Monotonic; stands still in suspend (clock_gettime(3))."""
        return time.clock_gettime_ns(time.CLOCK_UPTIME_RAW)

    def on_ns() -> int:
        """Monotonic; goes on in suspend, and is slewed by nobody, as the other one (clock_gettime(3))."""
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)

else:

    def awake_ns() -> int:
        """Monotonic; stands still in suspend (clock_gettime(2), CLOCK_MONOTONIC)."""
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)

    def on_ns() -> int:
        """Monotonic; goes on in suspend (clock_gettime(2))."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
