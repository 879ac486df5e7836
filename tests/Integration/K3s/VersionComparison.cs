using Infra.Components.Machines;

namespace Infra.Tests.Integration.K3s;

/// <summary>The installation script's functions about versions, run on their own: the part of the text before it begins to act.</summary>
internal static class VersionComparison
{
    private const string FirstAction = "\nlock \"$LOCK_LIMIT\"\n";

    /// <summary>The version that the script reads from a binary.</summary>
    public static string Installed(K3sBinary binary)
    {
        var (status, output, error) = Run($"BINARY={RemoteScript.Quote(binary.Path)}\ninstalled_version");
        return status == 0 ? output.Trim() : throw new InvalidOperationException(error);
    }

    /// <summary>Why the script refuses to go from a version to another one, or null if it goes.</summary>
    public static string? Refusal(string installed, string wanted)
    {
        var (status, _, error) = Run($"refuse_version_jump {RemoteScript.Quote(installed)} {RemoteScript.Quote(wanted)}");
        return status switch
        {
            0 => null,
            97 => error.Trim(),
            _ => throw new InvalidOperationException($"The comparison ended with {status}: {error}"),
        };
    }

    private static ProgramResult Run(string calls)
    {
        // Nothing here needs root, so the script needn't become it.
        var script = RemoteScript.Of("install-k3s.sh").Text.Replace("\nbecome_root \"$@\"\n", "\n", StringComparison.Ordinal);
        var end = script.IndexOf(FirstAction, StringComparison.Ordinal);
        if (end < 0)
            throw new InvalidOperationException("The installation script no longer begins by taking the lock.");
        return LocalProgram.Run(
            "bash", "-c", $"{script[..end]}\n{calls}\n", "install-k3s", "NODE_NAME=node", "ROLE=server", "VERSION=v1.36.4+k3s1");
    }
}
