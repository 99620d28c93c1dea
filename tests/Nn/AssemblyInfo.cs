// The tests count live tensors, of which there is one counter per process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
