namespace Pulumi;

/// <summary>Ends the run with a message for the user, without a stack trace.</summary>
public class RunException : Exception
{
    /// <summary>Ends the run.</summary>
    /// <param name="message">What the user reads.</param>
    public RunException(string message) : base(message)
    {
    }

    /// <summary>Ends the run.</summary>
    /// <param name="message">What the user reads.</param>
    /// <param name="innerException">The cause.</param>
    public RunException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    internal static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames)
        => new($"Output(s) '{string.Join(", ", outputAttributeNames)}' have incorrect type. "
            + "[Output] attributed properties must be instances of Output<T>.");
}

/// <summary>Ends the run because of one resource.</summary>
public class ResourceException : Exception
{
    /// <summary>Ends the run.</summary>
    /// <param name="message">What the user reads.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="hideStack">Whether the user reads the message alone, without a stack trace.</param>
    public ResourceException(string message, Resource? resource, bool hideStack = false) : base(message)
    {
        _ = resource;
        HideStack = hideStack;
    }

    internal bool HideStack { get; }
}
