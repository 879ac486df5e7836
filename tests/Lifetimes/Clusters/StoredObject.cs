using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>An object of the API server. What changes of it in time stands beside what was written.</summary>
/// <param name="Key">What it is known by.</param>
/// <param name="Body">What was written; never changed in place.</param>
/// <param name="Uid">Another number for another object, even under the same name.</param>
internal sealed record StoredObject(ObjectKey Key, JsonObject Body, int Uid)
{
    /// <summary>Finalizer of what is deleted in the foreground: the garbage collector takes it off.</summary>
    public const string Foreground = "foregroundDeletion";

    private static readonly ConditionalWeakTable<StoredObject, JsonObject> Seen = [];

    /// <summary>What keeps the object until it is taken off.</summary>
    public ImmutableArray<string> Finalizers { get; init; } = [];

    /// <summary>Uid of the object that this one goes with; 0: none.</summary>
    public int Owner { get; init; }

    /// <summary>Whether somebody asked for its deletion.</summary>
    public bool Deleting { get; init; }

    /// <summary>Grows with each write of the body.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>A pod's node; null: none yet.</summary>
    public string? Node { get; init; }

    /// <summary>Whether a pod's containers have ended.</summary>
    public bool Ended { get; init; }

    /// <summary>A Service's address; null: none yet.</summary>
    public string? Address { get; init; }

    /// <summary>Who else's fields are in it: the name of a field manager; null: nobody's.</summary>
    public string? OtherManager { get; init; }

    /// <summary>Labels.</summary>
    public JsonObject? Labels => Body.At("metadata", "labels") as JsonObject;

    /// <summary>The tenant whose label it bears.</summary>
    public string? Tenant => Labels?["infra/tenant"]?.GetValue<string>();

    /// <summary>The object as requests and expressions see it.</summary>
    public JsonObject Full() => Finalizers.IsEmpty && !Deleting && Owner == 0 ? Body : Seen.GetValue(this, one => one.Complete());

    private JsonObject Complete()
    {
        var full = Body.DeepClone().AsObject();
        var metadata = full["metadata"]!.AsObject();
        // A namespace's own finalizer stands in its spec.
        var finalizers = Finalizers.Remove(NamespaceDeletion.Finalizer);
        if (!finalizers.IsEmpty) metadata["finalizers"] = new JsonArray([.. finalizers.Select(one => JsonValue.Create(one))]);
        if (Deleting) metadata["deletionTimestamp"] = "2026-12-01T00:00:00Z";
        if (Owner != 0) metadata["ownerReferences"] = new JsonArray(new JsonObject { ["uid"] = $"{Owner}" });
        return full;
    }
}
