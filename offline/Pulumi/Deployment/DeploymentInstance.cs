namespace Pulumi;

/// <summary>The deployment that the code runs in.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(Deployment deployment) => Deployment = deployment;

    /// <summary>The stack's name.</summary>
    public string StackName => Deployment.StackName;

    /// <summary>The project's name.</summary>
    public string ProjectName => Deployment.ProjectName;

    /// <summary>The organization's name.</summary>
    public string OrganizationName => Deployment.Options.OrganizationName ?? "organization";

    /// <summary>The project's folder.</summary>
    /// <exception cref="InvalidOperationException">It isn't known.</exception>
    public string RootDirectory => Deployment.Options.RootDirectory
        ?? throw new InvalidOperationException("The project's folder isn't known: set TestOptions.RootDirectory.");

    /// <summary>Whether it is a preview.</summary>
    public bool IsDryRun => Deployment.IsDryRun;

    internal Deployment Deployment { get; }
}
