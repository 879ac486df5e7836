using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Infra.Offline.Tests;

/// <summary>The types and members of one assembly that compiled code refers to, read from its metadata.</summary>
internal sealed class References
{
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<(string Type, string Member)> _members = [];

    /// <param name="target">The simple name of the assembly that is referred to.</param>
    /// <param name="users">The files of the assemblies whose references count.</param>
    public References(string target, params IEnumerable<string> users)
    {
        foreach (var user in users) Read(target, user);
    }

    public bool Includes(Type type) => _types.Contains(type.FullName!);

    /// <summary>Whether anybody names the member; its overloads have one name, and so have the two halves of a property.</summary>
    public bool Includes(Type type, string member) => _members.Contains((type.FullName!, member));

    private void Read(string target, string user)
    {
        using var file = new PEReader(File.OpenRead(user));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences
            .Where(handle => Assembly(metadata, metadata.GetTypeReference(handle)) == target)
            .ToDictionary(handle => (EntityHandle)handle, handle => Name(metadata, metadata.GetTypeReference(handle)));
        _types.UnionWith(types.Values);
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (types.TryGetValue(Definition(metadata, member.Parent), out var type)) _members.Add((type, Name(metadata, member)));
        }
    }

    private static string? Assembly(MetadataReader metadata, TypeReference type) =>
        type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
            : null;

    private static string Name(MetadataReader metadata, TypeReference type) =>
        $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";

    private static string Name(MetadataReader metadata, MemberReference member)
    {
        var name = metadata.GetString(member.Name);
        return name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name[4..] : name;
    }

    /// <summary>The type itself where <paramref name="parent"/> is a generic type with its arguments.</summary>
    private static EntityHandle Definition(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind != HandleKind.TypeSpecification) return parent;
        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return parent;
        signature.ReadByte(); // Whether it is a class or a struct.
        return signature.ReadTypeHandle();
    }
}
