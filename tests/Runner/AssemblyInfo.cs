// Each test starts processes that use every core; in parallel they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
