"""The schedule: which processes are alive together, and whose turn it is."""
import dataclasses
import sys

from machine import Watch, available
from workers import Worker

FIXED = 1.0e9  # bytes of a process that do not grow with the batch: libraries, weights, the optimiser
RESERVE = 1.0e9
WARM_UP = 2  # rounds that do not count: they allocate memory, choose kernels, and let .NET's compiler finish


@dataclasses.dataclass
class Measured:
    """The results of one group of processes: rates by peer and command, the product's by command, one for every round."""

    product: dict
    peers: dict
    cores: dict
    peak_bytes: dict
    about: dict


def groups(product, peers, spec, batch):
    """The peers in as few groups as memory allows, each beside the product."""
    def need(setting):
        return FIXED + setting.kept * batch * spec["training_bytes"]

    found, room = [], 0.0
    for peer in peers:
        if not found or need(peer) > room:
            found.append([])
            room = available() - RESERVE - need(product)
        found[-1].append(peer)
        room -= need(peer)
    return found


def measure(product, peers, spec, options, twin):
    """Starts one group and runs its rounds."""
    running = []
    try:
        print(f"{spec['stem']}: {1 + len(peers)} processes start", file=sys.stderr)
        for setting in [product, *peers]:
            running.append(Worker(setting, spec, options, twin, steps=(WARM_UP + options.rounds) * options.steps + 1))
        entries = [(worker, worker.setting.folded if command == "folded" else worker.setting.name, command)
                   for worker in running for command in ("train", "infer", "folded") if command != "folded" or worker.setting.folded]
        rates = {name: {} for _, name, _ in entries}
        for number in range(1 - WARM_UP, options.rounds + 1):
            if number == 1:
                rates = {name: {} for name in rates}
                watch = Watch(running)
            for commands in (["train"], ["infer", "folded"]):
                turn = [entry for entry in entries if entry[2] in commands]
                # Alternates direction, so that a machine that slows down steadily favours nobody.
                for worker, name, command in turn[::-1 if number % 2 else 1]:
                    rates[name].setdefault(commands[0], []).append(worker.rate(command, options.steps, options.batch))
            said = ", ".join(f"{name} {' / '.join(f'{found[-1]:.0f}' for found in kinds.values())}" for name, kinds in rates.items())
            print(f"{spec['stem']}, {f'round {number} of {options.rounds}' if number > 0 else 'warm-up'}: {said}", file=sys.stderr)
        return Measured(
            rates.pop(product.name), rates, watch.cores(),
            {worker.setting.name: worker.peak() for worker in running}, {worker.setting.name: worker.about for worker in running})
    finally:
        for worker in running:
            worker.close()
