using Infra;
using Infra.Commands;

// Pulumi starts the program without arguments; people, and build.sh, with a verb.
return args.Length == 0 && PulumiProgram.IsStartedByPulumi
    ? await PulumiProgram.RunAsync()
    : await CommandLine.RunAsync(args);
