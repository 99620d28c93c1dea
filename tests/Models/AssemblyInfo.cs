// Some tests count live tensors, of which there is one number for the whole process; and two cores are soon shared out.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
