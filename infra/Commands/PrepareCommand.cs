using System.CommandLine;
using Infra.Configuration;
using Infra.Deploying;
using Infra.Stacks.Settings;

namespace Infra.Commands;

/// <summary>
/// <c>prepare</c>, for build.sh: before the CLI runs, says what is missing or wrong, writes the project for it, and prints the
/// variables of the environment that it needs, <c>NAME=value</c> a line.
/// </summary>
internal static class PrepareCommand
{
    private static readonly string[] VerbsThatReadSettings = ["preview", "up", "verify"];
    private static readonly string[] VerbsThatDeploy = ["preview", "up"];

    // It reads the state alone, and asks no provider.
    private const string VerbWithoutProvider = "verify";

    private static readonly Argument<string> Verb = new("verb") { Description = "The CLI's verb." };

    private static readonly Argument<string> Stack = new("stack") { Description = "The stack, as the CLI takes it." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("prepare", "For build.sh: what must be there before the Pulumi CLI runs.") { Verb, Stack };
        command.Hidden = true;
        command.SetAction(parsed => Run(parsed.GetRequiredValue(Verb), parsed.GetRequiredValue(Stack)));
        return command;
    }

    private static int Run(string verb, string stackName)
    {
        var project = Project.Find();
        // The CLI also takes organization/project/stack.
        var stack = StackFile.Read(project, stackName[(stackName.LastIndexOf('/') + 1)..]);
        var backend = StateBackend.Find(project, Environment.GetEnvironmentVariable);
        var missing = MissingInputs.Of(stack, backend, Environment.GetEnvironmentVariable, asksProvider: verb != VerbWithoutProvider);
        foreach (var sentence in missing)
            Console.Error.WriteLine(sentence);
        if (VerbsThatReadSettings.Contains(verb)) stack.LoadSettings();
        var examples = VerbsThatDeploy.Contains(verb) ? ExampleValues.Of(stack.Configuration) : [];
        if (!examples.IsEmpty)
            Console.Error.WriteLine($"Pulumi.{stack.Name}.yaml has values that stand there to be replaced (plan takes them):");
        foreach (var example in examples)
            Console.Error.WriteLine(example);
        if (!missing.IsEmpty || !examples.IsEmpty) return CommandLine.Mistaken;

        BuiltProject.Write(project);
        foreach (var sentence in backend.From(project).Folder is { } folder ? HalfWrittenState.Clear(folder) : [])
            Console.Error.WriteLine(sentence);
        PrintEnvironment(project, backend.From(project));
        return CommandLine.Fine;
    }

    // The CLI runs in a folder of its own, and takes paths from there.
    private static void PrintEnvironment(Project project, StateBackend backend)
    {
        if (backend.Folder is not null) Console.WriteLine($"PULUMI_BACKEND_URL={backend.Url}");
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE_FILE") is { Length: > 0 } file)
            Console.WriteLine($"PULUMI_CONFIG_PASSPHRASE_FILE={project.At(file)}");
        if (!backend.IsLocal) return;
        Directory.CreateDirectory(backend.Folder!);
        Console.Error.WriteLine("State: .build/state in this checkout (log in elsewhere with PULUMI_BACKEND_URL or 'pulumi login')");
    }
}
