namespace Pulumi;

/// <summary>Messages to the engine. Without an engine nobody reads them.</summary>
public static class Log
{
    /// <summary>Something the user should look at.</summary>
    /// <param name="message">The message.</param>
    /// <param name="resource">The resource it is about.</param>
    /// <param name="streamId">Joins messages to a stream.</param>
    /// <param name="ephemeral">Whether it is shown only while the run lasts.</param>
    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => _ = Deployment.Required;
}
