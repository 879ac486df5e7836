using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator;

/// <summary>Which of a package's types the resources in use take or give, through any number of steps.</summary>
internal sealed class ReachableTypes
{
    private readonly PackageSchema _package;
    private readonly SortedSet<string> _inputs = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _outputs = new(StringComparer.Ordinal);

    public ReachableTypes(PackageSchema package, IEnumerable<ResourceSchema> resources)
    {
        _package = package;
        foreach (var resource in resources)
        {
            foreach (var input in resource.Inputs) Follow(input.Type, output: false);
            foreach (var output in resource.Outputs) Follow(output.Type, output: true);
        }
    }

    public IEnumerable<(string Token, DefinitionSchema.Object Type)> Inputs => Objects(_inputs);

    public IEnumerable<(string Token, DefinitionSchema.Object Type)> Outputs => Objects(_outputs);

    public IEnumerable<(string Token, DefinitionSchema.Enum Type)> Enums =>
        _inputs.Union(_outputs).Order(StringComparer.Ordinal)
            .Where(token => _package.Types[token] is DefinitionSchema.Enum)
            .Select(token => (token, (DefinitionSchema.Enum)_package.Types[token]));

    private IEnumerable<(string Token, DefinitionSchema.Object Type)> Objects(IEnumerable<string> tokens) =>
        tokens.Where(token => _package.Types[token] is DefinitionSchema.Object)
            .Select(token => (token, (DefinitionSchema.Object)_package.Types[token]));

    private void Follow(TypeSchema type, bool output)
    {
        switch (type)
        {
            case TypeSchema.List list:
                Follow(list.Element, output);
                break;
            case TypeSchema.Map map:
                Follow(map.Element, output);
                break;
            case TypeSchema.Either either:
                Follow(either.First, output);
                Follow(either.Second, output);
                break;
            case TypeSchema.Reference reference:
                FollowReference(reference.Token, output);
                break;
        }
    }

    private void FollowReference(string token, bool output)
    {
        if (!_package.Types.TryGetValue(token, out var definition))
            throw new GeneratorException($"{_package.File} refers to the type {token} but does not define it.");
        if (!(output ? _outputs : _inputs).Add(token) || definition is not DefinitionSchema.Object type) return;
        foreach (var property in output ? type.Properties.AddRange(type.OutputOnly) : type.Properties) Follow(property.Type, output);
    }
}
