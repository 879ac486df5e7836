using System.Diagnostics;

namespace Infra.Tests.Entry;

/// <summary>
/// A folder with build.sh in it and a PATH of its own, on which <c>dotnet</c>, <c>pulumi</c> and <c>curl</c> are scripts that only
/// record how they were called. What a script answers is chosen through the environment, so that a test says it where it matters.
/// What build.sh asks the program is answered by the program itself. The stack <c>example</c> is the shipped one; <c>dev</c> has values of
/// its user's.
/// </summary>
internal sealed class ImitatedCheckout : IDisposable
{
    public const string PinnedPulumi = "3.259.0";

    private const string ImitatedDotnet = """
        #!/bin/sh
        echo "dotnet $*" >>"$CALLS"
        case "$1" in
          --version) [ -z "$NO_SDK" ] && echo 10.0.100 ;;
          --list-sdks) echo "8.0.404 [/usr/share/dotnet/sdk]" ;;
          restore) exit "${RESTORE_EXIT_CODE:-0}" ;;
          build)
            mkdir -p infra/bin/Release/net; : >infra/bin/Release/net/Infra.dll
            echo "output of the build"; exit "${BUILD_EXIT_CODE:-0}" ;;
          run)
            while [ "$1" != -- ]; do shift; done
            case "$2" in prepare | explain | measure) shift; exec "$REAL_DOTNET" "$PROGRAM" "$@" ;; esac
            [ "$2" = verify ] && cat >"$CALLS.input"
            echo "the plan"; exit "${PROGRAM_EXIT_CODE:-0}" ;;
          test) mkdir -p .build/test-results; cp "$TEST_RESULTS" .build/test-results/; exit "${TEST_EXIT_CODE:-0}" ;;
        esac
        """;

    private const string ImitatedPulumi = """
        #!/bin/sh
        [ "$1" = version ] && { echo "v${PULUMI_VERSION_FOUND}"; exit 0; }
        echo "pulumi $* at $PULUMI_BACKEND_URL" >>"$CALLS"
        [ "$1" = stack ] && { [ "$2" = output ] && printf '%s' "$OUTPUTS"; exit "${OUTPUTS_EXIT_CODE:-0}"; }
        cp Pulumi.yaml "$CALLS.project"
        echo "$PULUMI_CONFIG_PASSPHRASE_FILE" >"$CALLS.passphrase-file"
        if [ -n "$UNTIL_INTERRUPTED" ]; then
          trap 'echo "pulumi was interrupted" >>"$CALLS"; interrupted=yes' INT
          waited=0
          while [ -z "$interrupted" ] && [ $waited -lt 100 ]; do sleep 0.1; waited=$((waited + 1)); done
          sleep 0.5
          exit 130
        fi
        while [ $# -gt 0 ]; do [ "$1" = --event-log ] && printf '%s' "$EVENTS" >"$2"; shift; done
        exit "${PULUMI_EXIT_CODE:-0}"
        """;

    // Writes an installer that puts the pinned CLI where it is told to, as Pulumi's does.
    private const string ImitatedCurl = """
        #!/bin/sh
        echo "curl $*" >>"$CALLS"
        [ -z "$NO_NETWORK" ] || exit 6
        while [ "$1" != -o ]; do shift; done
        cat >"$2" <<'INSTALLER'
        echo "installer $*" >>"$CALLS"
        mkdir -p "$4/bin"
        printf '#!/bin/sh\nPULUMI_VERSION_FOUND=%s exec pulumi "$@"\n' "$2" >"$4/bin/pulumi"
        chmod +x "$4/bin/pulumi"
        INSTALLER
        """;

    private const string Metal = """
        config:
          infra:cluster:
            name: metal
            provider: ssh
            network: public
            controlPlane: { hosts: [192.0.2.10] }
            certificates: { issuer: self-signed }
          infra:tenants: []
        """;

    private static readonly string[] RealTools =
        ["awk", "bash", "cat", "chmod", "cp", "dirname", "env", "find", "grep", "ls", "mkdir", "mv", "rm", "sed", "sh", "sleep", "tr"];

    private readonly string _root = Directory.CreateTempSubdirectory("entry-").FullName;
    private readonly string _tools;
    private readonly string _calls;

    public ImitatedCheckout()
    {
        _tools = Directory.CreateDirectory(Path.Combine(_root, "tools")).FullName;
        _calls = Path.Combine(_root, "calls");
        string[] files =
            ["build.sh", "Directory.Build.props", "Directory.Packages.props", ".pulumi-version", "Pulumi.yaml", "Pulumi.dev.yaml"];
        foreach (var file in files)
            File.Copy(Path.Combine(SharedFolder.Checkout, file), Path.Combine(_root, file));
        Write("Pulumi.example.yaml", Read("Pulumi.dev.yaml"));
        Write("Pulumi.dev.yaml", OwnValues(Read("Pulumi.dev.yaml")));
        Write("Pulumi.metal.yaml", Metal);
        foreach (var tool in RealTools)
            File.CreateSymbolicLink(Path.Combine(_tools, tool), WhereIs(tool));
        WriteTool("dotnet", ImitatedDotnet);
        WriteTool("pulumi", ImitatedPulumi);
        WriteTool("curl", ImitatedCurl);
    }

    /// <summary>The calls of the imitated tools, in order; asking which version a tool has isn't recorded for Pulumi.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_calls) ? File.ReadAllLines(_calls) : [];

    /// <summary>The project file that the CLI found in its working folder, last.</summary>
    public string ProjectSeen => File.ReadAllText($"{_calls}.project");

    /// <summary>What the program read from standard input to verify, last.</summary>
    public string InputSeen => File.ReadAllText($"{_calls}.input");

    /// <summary>The file with a passphrase that the CLI was told of, last.</summary>
    public string PassphraseFileSeen => File.ReadAllText($"{_calls}.passphrase-file").Trim();

    /// <summary>The folder that everything is in.</summary>
    public string Root => _root;

    /// <summary>The URL of the state that build.sh falls back to.</summary>
    public string LocalState => $"file://{_root}/.build/state";

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public bool Has(string path) => Path.Exists(Path.Combine(_root, path));

    public string Read(string path) => File.ReadAllText(Path.Combine(_root, path));

    public string Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public void RemoveTool(string name) => File.Delete(Path.Combine(_tools, name));

    /// <summary>Runs build.sh with nothing in its environment but the imitated PATH, an empty home folder and what is given.</summary>
    public Run Build(string arguments, params (string Name, string Value)[] environment) => Build(arguments, _ => { }, environment);

    /// <summary>The same, with something that is done to the running process.</summary>
    public Run Build(string arguments, Action<Process> meanwhile, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(_root, "build.sh"), arguments)
        {
            WorkingDirectory = _root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = _tools;
        start.Environment["HOME"] = Path.Combine(_root, "home");
        start.Environment["CALLS"] = _calls;
        start.Environment["PULUMI_VERSION_FOUND"] = PinnedPulumi;
        start.Environment["REAL_DOTNET"] = WhereIs("dotnet");
        start.Environment["PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "Infra.dll");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        meanwhile(process);
        if (!process.WaitForExit(TimeSpan.FromMinutes(2))) process.Kill(entireProcessTree: true);
        return new Run(process.ExitCode, output.Result, errors.Result);
    }

    private void WriteTool(string name, string script)
    {
        var file = Write($"tools/{name}", script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string OwnValues(string example) => example
        .Replace("example.com", "tenants.test", StringComparison.Ordinal)
        .Replace("replace-me@", "anna@", StringComparison.Ordinal)
        .Replace("203.0.113.0/24", "198.18.7.0/24", StringComparison.Ordinal);

    private static string WhereIs(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, tool)).First(File.Exists);

    /// <summary>What one run of build.sh answered.</summary>
    internal sealed record Run(int ExitCode, string Output, string Errors)
    {
        /// <summary>What it said after it had built the program.</summary>
        public string ErrorsOnceBuilt => Errors[(Errors.IndexOf("Building …\n", StringComparison.Ordinal) + "Building …\n".Length)..];
    }
}
