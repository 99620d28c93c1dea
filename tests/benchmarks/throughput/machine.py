"""What the benchmark reports about the machine, and what it watches on it. Linux only."""
import os
import time


def available():
    """Bytes of memory available to new processes."""
    return 1024 * int(_value("/proc/meminfo", "MemAvailable").split()[0])


def processor():
    """The processor's name."""
    return _value("/proc/cpuinfo", "model name")


def _value(path, key):
    with open(path, encoding="utf-8") as lines:
        return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "unknown")


class Watch:
    """How busy the machine was since this was made, apart from the measured work."""

    def __init__(self, workers):
        self.workers, self.began = workers, time.monotonic()
        self.start = self._read()

    def cores(self):
        """Cores in use, on average: by the workers that waited, by other programs, and by other guests of the host."""
        seconds = time.monotonic() - self.began
        machine, stolen, workers, turns = ((now - then) / seconds for now, then in zip(self._read(), self.start))
        return {"waitingWorkers": workers - turns, "otherPrograms": max(0.0, machine - workers), "stolen": stolen}

    def _read(self):
        with open("/proc/stat", encoding="ascii") as stat:
            user, nice, system, _, _, irq, softirq, steal = map(int, stat.readline().split()[1:9])
        ticks = os.sysconf("SC_CLK_TCK")
        return ((user + nice + system + irq + softirq) / ticks, steal / ticks,
                sum(worker.processor_seconds() for worker in self.workers), sum(worker.busy for worker in self.workers))
