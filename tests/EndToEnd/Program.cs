using Infra.Tests.EndToEnd;

return await CommandLine.RunAsync(args);
