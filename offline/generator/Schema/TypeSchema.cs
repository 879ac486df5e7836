namespace Infra.Offline.Generator.Schema;

/// <summary>What a schema says a value is.</summary>
internal abstract record TypeSchema
{
    /// <summary>A value with a C# type of its own, such as "string" or "int".</summary>
    public sealed record Plain(string CSharp) : TypeSchema;

    /// <summary>A type of the SDK that the stand-ins lack.</summary>
    public sealed record Missing(string Name) : TypeSchema;

    public sealed record List(TypeSchema Element) : TypeSchema;

    /// <summary>Values by string keys.</summary>
    public sealed record Map(TypeSchema Element) : TypeSchema;

    /// <summary>An object or enum type of the same package.</summary>
    public sealed record Reference(string Token) : TypeSchema;

    public sealed record Either(TypeSchema First, TypeSchema Second) : TypeSchema;
}
