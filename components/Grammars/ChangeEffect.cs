namespace Infra.Components.Grammars;

/// <summary>What a change of a setting does to a cluster that runs, from the least to the most.</summary>
public enum ChangeEffect
{
    /// <summary>Nothing that runs notices.</summary>
    Nothing,

    /// <summary>It is carried out while everything runs on, and interrupts nobody.</summary>
    Applied,

    /// <summary>Something starts anew, and nobody who is served notices.</summary>
    Restarted,

    /// <summary>Somebody isn't served for a while.</summary>
    Interrupted,

    /// <summary>Something goes, and another comes in its place: what the old one kept is lost.</summary>
    Replaced,

    /// <summary>It isn't carried out on a cluster that runs.</summary>
    Refused,
}
