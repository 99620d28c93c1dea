"""The processes of the throughput benchmark: the product, and the peers it is compared with."""
import dataclasses
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = os.environ.get("PYTHON", "/usr/bin/python3")
BIN = os.path.join(HERE, "bin", "benchmark")

# With glibc's defaults large blocks are returned to the system after every step and cleared when they are allocated again: PyTorch's
# eager float32 becomes three times slower. The product sets this for itself, so the peers get it, too.
ALLOCATOR = {"MALLOC_MMAP_THRESHOLD_": str(1 << 30), "MALLOC_TRIM_THRESHOLD_": str((1 << 31) - 1)}


@dataclasses.dataclass(frozen=True)
class Setting:
    """What one process computes with. `kept` is its measured memory in a training step, in units of what `describe` says is kept."""

    name: str
    engine: str  # product, pytorch or torchsharp
    precision: str
    channels_last: bool
    kept: float
    folded: str = ""  # its name as a peer with folded batch-norms, if it is one
    main: bool = False  # whether a quick run includes it

    def command(self, spec, options, twin, steps):
        """The command line that runs it, and the environment variables it needs."""
        if self.engine == "pytorch":
            shape = ",".join(map(str, spec["input"]))
            return [PYTHON, os.path.join(HERE, "pytorch.py"), twin, str(options.batch), shape, str(spec["classes"]), str(options.threads),
                    self.precision, "channels-last" if self.channels_last else "default"], {}
        precision = {"float32": "fp32", "bfloat16": "bf16"}.get(self.precision, self.precision)
        command = ["dotnet", os.path.join(BIN, "throughput-worker.dll"), spec["stem"], str(options.batch), str(options.threads), precision,
                   str(self.channels_last).lower(), str(steps)]
        return command, {"SERES2NET_PLAIN": "1"} if self.engine == "torchsharp" else {}


PEERS = [
    Setting("PyTorch float32", "pytorch", "float32", False, 1.5, main=True),
    Setting("PyTorch float32 channels-last", "pytorch", "float32", True, 1.5, "PyTorch float32 channels-last, folded"),
    Setting("PyTorch bf16 autocast", "pytorch", "bfloat16", False, 0.9),
    Setting("PyTorch bf16 autocast channels-last", "pytorch", "bfloat16", True, 0.9, "PyTorch bf16 channels-last, folded", True),
    Setting("TorchSharp float32", "torchsharp", "float32", False, 1.7),
    Setting("TorchSharp bf16 channels-last", "torchsharp", "bfloat16", True, 1.1, main=True),
]


def product(precision, channels_last):
    """The product in the requested setting."""
    return Setting("SeRes2Net", "product", precision, channels_last, 1.7 if precision == "fp32" else 0.9)


class Worker:
    """A process that times what it is told to do, and waits in between."""

    def __init__(self, setting, spec, options, twin, steps):
        command, environment = setting.command(spec, options, twin, steps)
        threads = {name: str(options.threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("SERES2NET_")}
        inherited["TMPDIR"] = os.path.dirname(twin)  # a worker's leftovers are deleted with the benchmark's own folder
        self.setting, self.busy = setting, 0.0
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**inherited, **ALLOCATOR, **threads, **environment})
        self.about = json.loads(self._answer())
        if self.about["parameters"] != spec["parameters"]:
            sys.exit(f"throughput: {setting.name} has {self.about['parameters']} parameters, the spec {spec['parameters']}")

    def rate(self, what, count, batch):
        """Images per second over this many batches."""
        before = self.processor_seconds()
        self.process.stdin.write(f"{what} {count}\n")
        self.process.stdin.flush()
        seconds = float(self._answer())
        self.busy += self.processor_seconds() - before
        return count * batch / seconds

    def processor_seconds(self):
        """Processor time since it started; `busy` is the part used in its turns."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak(self):
        """The peak resident memory so far, in bytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(1024 * int(line.split()[1]) for line in status if line.startswith("VmHWM"))

    def close(self):
        """Ends it: at the end of its commands, or immediately if it does not answer."""
        self.process.stdin.close()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"throughput: {self.setting.name} ended early (exit code {self.process.wait()})")
        return line
