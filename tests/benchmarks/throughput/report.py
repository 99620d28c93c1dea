"""The throughput benchmark's results as text and Markdown; the full record is the JSON."""
import statistics

KINDS = {"train": "training", "infer": "inference"}
BASELINE = "PyTorch float32"
WIDTH = 40


def spread(values):
    """The median, and the range around it."""
    return {"median": statistics.median(values), "lowest": min(values), "highest": max(values)}


def result(spec, groups):
    """Medians over rounds of rates, and of the ratios of the product's rate to each peer's in the same round."""
    peers, peaks, about = {}, {}, {}
    for group in groups:
        peaks.update(group.peak_bytes)
        about.update(group.about)
        for name, rates in group.peers.items():
            peers[name] = {what: {"imagesPerSecond": spread(found),
                                  "ratio": spread([ours / its for ours, its in zip(group.product[what], found)])}
                           for what, found in rates.items()}
    # The best peer is the one that the product is least ahead of.
    best = {what: min((name for name in peers if what in peers[name]), key=lambda name: peers[name][what]["ratio"]["median"])
            for what in KINDS}
    return {
        "spec": spec["stem"], "name": spec["name"], "parameters": spec["parameters"], "macs": spec["macs"],
        "imagesPerSecond": {what: spread([rate for group in groups for rate in group.product[what]]) for what in KINDS},
        "peers": peers, "best": best, "peakBytes": peaks, "processesTogether": [len(group.about) for group in groups],
        "cores": {what: max(group.cores[what] for group in groups) for what in groups[0].cores},
        "versions": {name: value for process in about.values() for name, value in process["versions"].items()},
    }


def text(found):
    """The table of one spec, and one sentence each for training and inference."""
    lines = [f"{found['name']}: {found['parameters']:,} parameters, {found['macs'] / 1e6:,.0f} million multiply-accumulates",
             f"{'images per second':{WIDTH}}{'training':>10}{'ours/it':>9}{'inference':>12}{'ours/it':>9}{'memory':>11}"]
    product = {what: {"imagesPerSecond": rates} for what, rates in found["imagesPerSecond"].items()}
    for name, peer in {"SeRes2Net": product, **found["peers"]}.items():
        line = f"{name:{WIDTH}}"
        for what, width in (("train", 10), ("infer", 12)):
            numbers = peer.get(what, {})
            line += _cell(numbers.get("imagesPerSecond"), ".0f", width) + _cell(numbers.get("ratio"), ".2f", 9)
        memory = found["peakBytes"].get(name)
        lines.append((line + (f"{memory / 1e9:8.1f} GB" if memory else "")).rstrip())
    lines += [_sentence(found, what, label) for what, label in KINDS.items()]
    cores = found["cores"]
    lines.append(f"Cores in use besides the measured work: {cores['waitingWorkers']:.2f} by waiting workers, "
                 f"{cores['otherPrograms']:.2f} by other programs, {cores['stolen']:.2f} stolen by other guests of the host.")
    return "\n".join(lines)


def _cell(numbers, form, width):
    return format(numbers["median"], f"{width}{form}") if numbers else " " * width


def _sentence(found, what, label):
    best = found["best"][what]
    parts = []
    for name in dict.fromkeys([BASELINE, best]):
        ratio = found["peers"][name][what]["ratio"]
        parts.append(f"{ratio['median']:.2f} times {'the best peer, ' if name == best else ''}{name} "
                     f"(rounds {ratio['lowest']:.2f} to {ratio['highest']:.2f})")
    return f"{label}: {'; '.join(parts)}"


def markdown(surroundings, results):
    """One table for training and one for inference: a row for every spec, a column for every peer, the best one in bold type."""
    versions = ", ".join(f"{name} {value}" for name, value in results[0]["versions"].items())
    blocks = [f"{surroundings['processor']}, {surroundings['cores']} cores, {surroundings['threads']} threads; "
              f"batch {surroundings['batch']}, medians of {surroundings['rounds']} rounds of {surroundings['steps']} steps, (lowest to highest round). {versions}."]
    for what, label in KINDS.items():
        names = [name for name in results[0]["peers"] if what in results[0]["peers"][name]]
        rows = [["", "SeRes2Net, images/s", *(f"times {name}" for name in names)], ["---"] + ["---:"] * (len(names) + 1)]
        for found in results:
            cells = [found["name"], f"{found['imagesPerSecond'][what]['median']:.0f}"]
            for name in names:
                ratio = found["peers"][name][what]["ratio"]
                median = f"**{ratio['median']:.2f}**" if name == found["best"][what] else f"{ratio['median']:.2f}"
                cells.append(f"{median} ({ratio['lowest']:.2f} to {ratio['highest']:.2f})")
            rows.append(cells)
        blocks.append(f"{label.capitalize()}; the best peer in bold type:\n\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows))
    return "\n\n".join(blocks)
