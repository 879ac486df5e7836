namespace Pulumi;

/// <summary>Messages to the engine. Without an engine only errors count: they fail the run.</summary>
public static class Log
{
    /// <summary>A message for whoever debugs the program.</summary>
    /// <param name="message">The message.</param>
    /// <param name="resource">The resource it is about.</param>
    /// <param name="streamId">Joins messages to a stream.</param>
    /// <param name="ephemeral">Whether it is shown only while the run lasts.</param>
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => _ = Deployment.Required;

    /// <summary>A message for the user.</summary>
    /// <inheritdoc cref="Debug"/>
    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => _ = Deployment.Required;

    /// <summary>Something the user should look at.</summary>
    /// <inheritdoc cref="Debug"/>
    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => _ = Deployment.Required;

    /// <summary>Something that fails the run, which goes on to its end all the same.</summary>
    /// <inheritdoc cref="Debug"/>
    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Deployment.Required.Runner.Report(message);

    /// <summary>An exception that fails the run, which goes on to its end all the same.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="resource">The resource it is about.</param>
    /// <param name="streamId">Joins messages to a stream.</param>
    /// <param name="ephemeral">Whether it is shown only while the run lasts.</param>
    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Error(exception.ToString(), resource, streamId, ephemeral);
}
