// The tests count live tensors, measure time, seed the random generator and switch kernels on and off. All of these belong to the
// whole process, so the tests run one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
