SeRes2Net.Nn.Platform.Allocator.KeepMemory();
return SeRes2Net.Runner.CommandLine.Run(args);
