namespace Infra.Components.Grammars;

/// <summary>The name of a Linux user.</summary>
public sealed class LinuxUser() : PatternGrammar(
    "name", "[a-z_][a-z0-9_-]{0,31}", "must be the name of a Linux user", "use root, or a user with password-less sudo");

/// <summary>A text that says why or when something is done; a new one does it.</summary>
public sealed class Reason() : PatternGrammar(
    "text of 1 to 100 characters", @"[\s\S]{1,100}", "must be a text of 1 to 100 characters", "write why or when, such as '2026-11-22'");

/// <summary>A number of CPUs as Kubernetes writes it.</summary>
public sealed class CpuQuantity() : PatternGrammar(
    "quantity", @"(?=.*[1-9])([0-9]{1,6}(\.[0-9]{1,3})?|[0-9]{1,9}m)", "must be a positive number of CPUs",
    "write it like 2, 1.5 or 1500m")
{
    /// <inheritdoc />
    public override Notation Notation => Notation.Amount;
}

/// <summary>An amount of bytes as Kubernetes writes it.</summary>
public sealed class ByteQuantity() : PatternGrammar(
    "quantity", @"(?=.*[1-9])[0-9]{1,15}(\.[0-9]{1,3})?(Ki|Mi|Gi|Ti|k|M|G|T)?", "must be a positive amount of bytes",
    "write it like 512Mi or 1Gi")
{
    /// <inheritdoc />
    public override Notation Notation => Notation.Amount;
}
