return SeRes2Net.Runner.CommandLine.Run(args);
