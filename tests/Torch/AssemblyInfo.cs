// Live tensors, threads and seeds belong to the whole process: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
