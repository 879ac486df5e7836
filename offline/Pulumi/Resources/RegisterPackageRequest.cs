namespace Pulumi;

/// <summary>
/// A package that is made of another one by parameters. Nothing here has one; the type is there because calls must be as ambiguous as they
/// are with the real packages.
/// </summary>
public sealed class RegisterPackageRequest
{
    private RegisterPackageRequest()
    {
    }
}
