namespace Infra.Comparing;

/// <summary>What happens to a resource.</summary>
public enum ChangeKind
{
    /// <summary>It is created.</summary>
    Added,

    /// <summary>It is changed where it is.</summary>
    Changed,

    /// <summary>It goes, and another comes in its place.</summary>
    Replaced,

    /// <summary>It gets another name or parent in Pulumi's state, and nothing else happens.</summary>
    Moved,

    /// <summary>It is deleted.</summary>
    Removed,
}
